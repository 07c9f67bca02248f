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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The master key in a file of 32 bytes that only its owner may read, outside the data directory.
///
/// It is made on the first start. Without it the data is lost for good, so it is never made anew
/// where there is data. Its successor stands beside it, as `….next`, until the ring is written; a
/// crash in between leaves both, and the ring tells which one counts. What it succeeds stands there
/// as `….former-1`, until the ring with the backups is replaced, too: whoever loses the data in
/// between has backups that only the former key opens.
public final class MasterKeyFile extends MasterKeySource {
  private static final String NEXT = ".next";
  private static final String FORMER = ".former-";
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

  @Override
  public Kind kind() {
    return Kind.FILE;
  }

  /// A first start that ended between key and ring left a key that nothing was written under.
  @Override
  Made first() {
    if (!exists(file)) {
      create(file);
    }
    return new Made(read(file));
  }

  @Override
  Made next(RingLock current) {
    Path place = exists(file) ? successor() : file;
    if (place.equals(successor())) {
      DurableFiles.delete(place); // Of a rotation that a crash ended before the ring was written.
    }
    create(place);
    return new Made(read(place));
  }

  @Override
  Key256 unlock(RingLock lock) {
    if (exists(successor())) {
      Key256 next = read(successor());
      if (lock.fits(next)) {
        settle();
        return next;
      }
      next.close();
    }
    if (!exists(file)) {
      throw new StorageException(
          Code.KEY_MISSING,
          "there is data, but no master key at %s. Put the key back; nothing was changed."
              .formatted(file));
    }
    Key256 key = read(file);
    return lock.fits(key) ? key : former(lock).map(found -> instead(key, found)).orElse(key);
  }

  private static Key256 instead(Key256 key, Key256 other) {
    key.close();
    return other;
  }

  private Optional<Key256> former(RingLock lock) {
    for (Path place : formers()) {
      Key256 key = read(place);
      if (lock.fits(key)) {
        return Optional.of(key);
      }
      key.close();
    }
    return Optional.empty();
  }

  private List<Path> formers() {
    String start = file.getFileName() + FORMER;
    return DurableFiles.list(DurableFiles.directoryOf(file)).stream()
        .filter(other -> other.getFileName().toString().startsWith(start))
        .toList();
  }

  @Override
  void settle() {
    if (!exists(successor())) {
      return;
    }
    if (exists(file)) {
      int number = 1;
      while (exists(former(number))) {
        number++;
      }
      DurableFiles.link(file, former(number));
    }
    DurableFiles.publish(successor(), file);
  }

  @Override
  void forgetFormer() {
    formers().forEach(DurableFiles::delete);
  }

  private Path former(int number) {
    return file.resolveSibling(file.getFileName() + FORMER + number);
  }

  private Path successor() {
    return file.resolveSibling(file.getFileName() + NEXT);
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static Key256 read(Path file) {
    try {
      refuseIfExposed(file);
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

  private static void refuseIfExposed(Path file) throws IOException {
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

  private void create(Path place) {
    try (var key = Key256.random(random)) {
      key.lend(bytes -> {
        DurableFiles.createOnce(place, bytes, "r--------");
        return place;
      });
    }
  }
}
