package dev.bailey.storage.object;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns the names of objects into names on the disk: HMAC-SHA-256 under the owner's key, of which
/// 128 bits are kept. Equal names give equal files; nothing of a name can be read back or guessed.
final class OpaqueNames {
  private static final int KEPT = 16;

  private final Path root;
  private final KeyRing ring;

  OpaqueNames(Path root, KeyRing ring) {
    this.root = root;
    this.ring = ring;
  }

  Path file(ObjectKey key) {
    return directory(key.owner(), key.collection())
        .resolve(hash(key.owner(), "name", key.collection(), key.name()));
  }

  /// Two levels, so that no directory holds an entry for every run there ever was.
  Path directory(KeyOwner owner, String collection) {
    String hash = hash(owner, "collection", collection);
    return root.resolve(owner.label()).resolve(hash.substring(0, 2)).resolve(hash.substring(2));
  }

  /// All files of an owner's.
  List<Path> all(KeyOwner owner) {
    return DurableFiles.list(root.resolve(owner.label())).stream()
        .flatMap(half -> DurableFiles.list(half).stream())
        .flatMap(directory -> DurableFiles.list(directory).stream())
        .toList();
  }

  /// Puts links to all files of all owners below another root.
  void link(Path otherRoot) {
    for (var owner : ring.owners()) {
      all(owner).forEach(file -> DurableFiles.link(file, otherRoot.resolve(root.relativize(file))));
    }
  }

  /// Reads a file of an owner's to its end.
  interface Reading {
    /// @throws StorageException when it is not what was written
    void read(KeyOwner owner, Path file) throws IOException;
  }

  /// Reads all files of all owners.
  ///
  /// @param damaged told of each that is not what was written
  /// @return how many there are
  long verify(Reading reading, Consumer<String> damaged) {
    long count = 0;
    for (var owner : ring.owners()) {
      for (Path file : all(owner)) {
        count++;
        try {
          reading.read(owner, file);
        } catch (StorageException | IOException e) {
          damaged.accept(String.valueOf(e.getMessage()));
        }
      }
    }
    return count;
  }

  /// What stands for the collection of a file in its name.
  static String collection(Path file) {
    Path directory = DurableFiles.directoryOf(file);
    return "%s%s"
        .formatted(DurableFiles.directoryOf(directory).getFileName(), directory.getFileName());
  }

  private String hash(KeyOwner owner, String... parts) {
    try (var key = ring.key(owner, Purpose.OBJECT_NAMES)) {
      return HexFormat.of().formatHex(Arrays.copyOf(hmac(key, parts), KEPT));
    }
  }

  private static byte[] hmac(Key256 key, String... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      key.lend(bytes -> init(mac, bytes));
      for (String part : parts) {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        mac.update(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        mac.update(utf8);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HMAC-SHA-256", e);
    }
  }

  private static Mac init(Mac mac, byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256", e);
    }
  }
}
