package dev.bailey.database.h2;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.Key256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FilePath;

/// A directory of encrypted files as H2 sees it, under a scheme that exists from [#mount] to
/// [#close].
///
/// It counts what H2 writes, so that a [GroupSync] knows what there is to sync, and notes the
/// version of the newest chunk, which is how new the database is.
final class SealedVolume implements AutoCloseable {
  private final String scheme = "sealed" + UUID.randomUUID().toString().replace("-", "");
  private final Path root;
  private final Key256 key;
  private final String identity;
  private final SecureRandom random;
  private final List<SealedChannel> open = new CopyOnWriteArrayList<>();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong newest = new AtomicLong();
  private volatile boolean failed;
  private volatile TornChunks torn = TornChunks.none();

  /// @param key becomes the volume's, which closes it
  /// @param identity of every file in it: one database's files cannot stand in for another's
  SealedVolume(Path root, Key256 key, String identity, SecureRandom random) {
    this.root = root.toAbsolutePath().normalize();
    this.key = key;
    this.identity = identity;
    this.random = random;
  }

  void mount() {
    FilePath.register(new SealedPath(this, "/"));
  }

  String scheme() {
    return scheme;
  }

  /// The real file below a path of H2's.
  ///
  /// @throws IllegalArgumentException when it is outside the volume's directory
  Path getPath(String name) {
    String path = name.startsWith(scheme + ":") ? name.substring(scheme.length() + 1) : name;
    Path real = Path.of(path).toAbsolutePath().normalize();
    if (!real.startsWith(root)) {
      throw new IllegalArgumentException(real + " is outside " + root);
    }
    return real;
  }

  SealedChannel open(Path file, boolean writable) {
    var encrypted =
        writable && !Files.exists(file)
            ? EncryptedFile.create(file, key, identity, random)
            : EncryptedFile.open(file, key, identity, writable, random);
    var channel = new SealedChannel(this, encrypted, torn);
    open.add(channel);
    return channel;
  }

  boolean create(Path file) {
    try {
      EncryptedFile.create(file, key, identity, random).close();
      return true;
    } catch (StorageException e) {
      if (e.code() == Code.EXISTS) {
        return false;
      }
      throw e;
    }
  }

  /// From now on, chunks that a crash tore read as not there.
  void hide(TornChunks chunks) {
    this.torn = chunks;
  }

  /// How many writes there were; a sync that begins later covers them.
  long writes() {
    return writes.get();
  }

  /// The version of the newest chunk that was written whole since the volume was mounted.
  long newest() {
    return newest.get();
  }

  /// The file of the database, while H2 has it open.
  SealedChannel database() {
    return open.stream()
        .filter(channel -> channel.toString().endsWith(EmbeddedH2.FILE))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the database is closed"));
  }

  void force() {
    open.forEach(SealedChannel::sync);
  }

  /// Closes the files below H2, which then fails at whatever it tries.
  void abandon() {
    open.forEach(SealedChannel::abandon);
  }

  void wrote(long version) {
    newest.accumulateAndGet(version, Math::max);
    writes.incrementAndGet();
  }

  /// A write failed: H2 closes itself then.
  void writeFailed() {
    failed = true;
  }

  boolean failed() {
    return failed;
  }

  void closed(SealedChannel channel) {
    open.remove(channel);
  }

  @Override
  public void close() {
    FilePath.unregister(new SealedPath(this, "/"));
    key.close();
  }
}
