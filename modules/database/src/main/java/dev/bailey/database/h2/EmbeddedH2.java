package dev.bailey.database.h2;

import dev.bailey.database.backend.Backend;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// H2 inside this process, on encrypted pages.
///
/// Opening it, before H2 may change anything: the [Sentinel] says which database belongs here and
/// how new it is; after an unclean end all pages are read ([TornChunks]); then H2 opens the file
/// without writing and says how new it found it. A database that is missing, empty, cut, older or
/// another one is refused, and stays as it is.
///
/// A commit counts once [#awaitDurable] has returned. When a write fails, as on a full disk, H2
/// gives up; the next who asks for a connection opens it anew, with the same checks, as soon as
/// that works.
public final class EmbeddedH2 implements Backend {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedH2.class);
  static final String FILE = "bailey.mv.db";
  static final String SENTINEL = "bailey.sentinel";

  private static final long REOPEN_EVERY = 1_000_000_000;

  private final Path file;
  private final Sentinel sentinel;
  private final Key256 key;
  private final KeyRing ring;
  private final SecureRandom random;
  private final Duration upkeepEvery;
  private final DataSource source = new CurrentSource(this::connection);
  private volatile OpenH2 open;
  private long reopenedAt = System.nanoTime() - REOPEN_EVERY;

  private EmbeddedH2(
      Path file, Sentinel sentinel, KeyRing ring, SecureRandom random, Duration upkeepEvery) {
    this.file = file;
    this.sentinel = sentinel;
    this.ring = ring;
    this.key = ring.key(KeyOwner.account(), Purpose.DATABASE);
    this.random = random;
    this.upkeepEvery = upkeepEvery;
    try {
      this.open = OpenH2.open(file, sentinel, key, random, upkeepEvery);
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
  }

  /// Opens the database in a directory, or makes it on the first start.
  ///
  /// @param ring lent, not closed
  /// @throws StorageException when what is there is not what belongs there; nothing was changed
  ///   then
  public static EmbeddedH2 open(Path directory, KeyRing ring, SecureRandom random) {
    return open(directory, ring, random, Duration.ofSeconds(10));
  }

  /// The same, with a time of its own between two rounds of tidying up.
  static EmbeddedH2 open(Path directory, KeyRing ring, SecureRandom random, Duration upkeepEvery) {
    DurableFiles.createDirectories(directory);
    Path file = directory.toAbsolutePath().normalize().resolve(FILE);
    Path sentinelFile = directory.resolve(SENTINEL);
    if (Files.exists(file) && !Files.exists(sentinelFile)) {
      throw new StorageException(
          Code.DAMAGED,
          "%s is there, but not %s, which vouches for it. Put it back or restore a backup; nothing was changed."
              .formatted(file, sentinelFile));
    }
    try (var sentinelKey = ring.key(KeyOwner.account(), Purpose.SENTINEL)) {
      var sentinel = Sentinel.open(sentinelFile, sentinelKey, random, System::nanoTime);
      try {
        return new EmbeddedH2(file, sentinel, ring, random, upkeepEvery);
      } catch (RuntimeException e) {
        sentinel.close();
        throw e;
      }
    }
  }

  /// Connections to it. What they commit is not acknowledged before [#awaitDurable].
  @Override
  public DataSource dataSource() {
    return source;
  }

  @Override
  public Map<String, String> dialect() {
    return Map.of("bytes", "varbinary");
  }

  @Override
  public void created() {
    open.created();
  }

  /// Returns when all that was committed before the call is on the disk. Those who wait at the same
  /// time share one sync.
  @Override
  public void awaitDurable() {
    open.awaitDurable();
  }

  @Override
  public Optional<Part> files() {
    return Optional.of(
        new H2Part(
            () -> open.snapshot(),
            key,
            () -> ring.key(KeyOwner.account(), Purpose.SENTINEL),
            random));
  }

  @Override
  public void close() {
    try {
      open.shutDown();
    } finally {
      release();
    }
  }

  /// Whether what is free in the file is written to, for tests.
  boolean reusesSpace() {
    return open.reusesSpace();
  }

  /// Ends as a crash would, for tests.
  void abandon() {
    open.abandon();
    release();
  }

  private void release() {
    key.close();
    sentinel.close();
  }

  private Connection connection() throws SQLException {
    var now = open;
    return (now.broken() ? reopen(now) : now).connection();
  }

  private synchronized OpenH2 reopen(OpenH2 broken) throws SQLException {
    if (open != broken) {
      return open;
    }
    if (System.nanoTime() - reopenedAt < REOPEN_EVERY) {
      throw new SQLNonTransientConnectionException("the database gave up after a failed write");
    }
    reopenedAt = System.nanoTime();
    broken.abandon();
    try {
      open = OpenH2.open(file, sentinel, key, random, upkeepEvery);
    } catch (StorageException e) {
      throw new SQLNonTransientConnectionException(e.getMessage(), e);
    }
    LOG.warn("opened the database again after a failed write");
    return open;
  }
}
