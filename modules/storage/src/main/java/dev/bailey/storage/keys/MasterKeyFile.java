package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/// The master key in a file of 32 bytes that only its owner may read, outside the data directory.
///
/// It is made once, on the first start. Without it the data is lost for good, so it is never made
/// anew where there is data.
public final class MasterKeyFile {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path file;
  private final SecureRandom random;

  public MasterKeyFile(Path file, SecureRandom random) {
    this.file = file;
    this.random = random;
  }

  /// Reads the key; makes it first when there is neither a key nor anything written under one.
  ///
  /// @param ring the key ring that this key wraps; its existence means that there is data
  /// @throws StorageException KEY_MISSING, KEY_EXPOSED or KEY_WRONG; nothing was changed then
  public MasterKey unlock(Path ring) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      refuseIfThereIsData(ring);
      create();
    }
    return new LocalMasterKey(read(), random);
  }

  private void refuseIfThereIsData(Path ring) {
    if (Files.exists(ring)) {
      throw new StorageException(
          Code.KEY_MISSING,
          "there is data, but no master key at %s. Put the key back; nothing was changed."
              .formatted(file));
    }
  }

  private Key256 read() {
    try {
      refuseIfExposed();
      long size = Files.size(file);
      if (size != Key256.BYTES) {
        throw new StorageException(
            Code.KEY_WRONG,
            "%s has %d bytes; a master key has %d. Put the right file back; nothing was changed."
                .formatted(file, size, Key256.BYTES));
      }
      return Key256.taking(Files.readAllBytes(file));
    } catch (IOException e) {
      throw StorageException.io("cannot read the master key " + file, e);
    }
  }

  private void refuseIfExposed() throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    for (var permission : permissions) {
      if (OF_OTHERS.contains(permission)) {
        throw new StorageException(
            Code.KEY_EXPOSED,
            "others may use the master key %s (%s). Run: chmod 0400 %s"
                .formatted(file, PosixFilePermissions.toString(permissions), file));
      }
    }
  }

  private void create() {
    try (var key = Key256.random(random)) {
      key.lend(this::write);
    }
  }

  private Path write(byte[] key) {
    DurableFiles.createOnce(file, key, "r--------");
    return file;
  }
}
