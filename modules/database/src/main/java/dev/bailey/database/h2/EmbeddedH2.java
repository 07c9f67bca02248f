package dev.bailey.database.h2;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.bailey.database.backend.Backend;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// H2 inside this process, on encrypted pages.
///
/// Opening it, before H2 may change anything: the [Sentinel] says which database belongs here and
/// how new it is; after an unclean end all pages are read ([TornChunks]); then H2 opens the file
/// without writing and says how new it found it. A database that is missing, empty, cut, older or
/// another one is refused, and stays as it is.
///
/// A commit counts once [#awaitDurable] has returned.
public final class EmbeddedH2 implements Backend {
  private static final String NAME = "bailey";
  private static final String USER = "bailey";
  private static final int CONNECTIONS = 10;

  /// Each for a reason that docs/decisions/0503 gives.
  private static final String SETTINGS =
      ";WRITE_DELAY=0"
          + ";DB_CLOSE_ON_EXIT=FALSE"
          + ";DB_CLOSE_DELAY=-1"
          + ";TRACE_LEVEL_FILE=0"
          + ";TRACE_LEVEL_SYSTEM_OUT=0"
          + ";MAX_MEMORY_ROWS=2147483647"
          + ";LOCK_TIMEOUT=10000";

  private final SealedVolume volume;
  private final Sentinel sentinel;
  private final HikariDataSource pool;
  private final GroupSync syncs;

  private EmbeddedH2(SealedVolume volume, Sentinel sentinel, HikariDataSource pool) {
    this.volume = volume;
    this.sentinel = sentinel;
    this.pool = pool;
    this.syncs = new GroupSync(volume::writes, this::sync);
  }

  /// Opens the database in a directory, or makes it on the first start.
  ///
  /// @param ring lent, not closed
  /// @throws StorageException when what is there is not what belongs there; nothing was changed
  ///   then
  public static EmbeddedH2 open(Path directory, KeyRing ring, SecureRandom random) {
    DurableFiles.createDirectories(directory);
    Path file = directory.toAbsolutePath().normalize().resolve(NAME + ".mv.db");
    Path sentinelFile = directory.resolve(NAME + ".sentinel");
    if (Files.exists(file) && !Files.exists(sentinelFile)) {
      throw new StorageException(
          Code.DAMAGED,
          "%s is there, but not %s, which vouches for it. Put it back or restore a backup; nothing was changed."
              .formatted(file, sentinelFile));
    }
    try (var key = ring.key(KeyOwner.account(), Purpose.SENTINEL)) {
      var sentinel = Sentinel.open(sentinelFile, key, random, System::nanoTime);
      try {
        return open(file, sentinel, ring.key(KeyOwner.account(), Purpose.DATABASE), random);
      } catch (RuntimeException e) {
        sentinel.close();
        throw e;
      }
    }
  }

  private static EmbeddedH2 open(Path file, Sentinel sentinel, Key256 key, SecureRandom random) {
    String identity = "database " + sentinel.instance();
    var volume = new SealedVolume(DurableFiles.directoryOf(file), key, identity, random);
    volume.mount();
    try {
      boolean fresh = sentinel.state() == Sentinel.State.CREATING;
      if (fresh) {
        DurableFiles.delete(file);
      } else {
        verify(
            file, sentinel, volume, () -> EncryptedFile.open(file, key, identity, false, random));
      }
      return new EmbeddedH2(volume, sentinel, pool(file, volume, fresh));
    } catch (RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  private static void verify(
      Path file, Sentinel sentinel, SealedVolume volume, Supplier<EncryptedFile> opening) {
    if (!Files.exists(file)) {
      throw lost(file, "is missing");
    }
    if (sentinel.state() == Sentinel.State.OPEN) {
      try (var encrypted = opening.get()) {
        volume.hide(TornChunks.find(encrypted, sentinel.version()));
      }
    }
    long found = version(file, volume);
    if (found < sentinel.version()) {
      throw lost(
          file,
          "was cut, damaged or replaced by an older copy: its newest change is number %d, but %d were acknowledged"
              .formatted(found, sentinel.version()));
    }
    // Before H2 may write: a crash from here on is an unclean end.
    sentinel.enter(Sentinel.State.OPEN, sentinel.version());
  }

  /// How new H2 finds the file, opened without writing.
  private static long version(Path file, SealedVolume volume) {
    if (EncryptedFile.sizeOf(file) == 0) {
      return 0;
    }
    String name = volume.scheme() + ":" + file;
    try (var store = new MVStore.Builder().fileName(name).readOnly().open()) {
      return store.getCurrentVersion();
    } catch (MVStoreException e) {
      throw new StorageException(
          Code.DAMAGED,
          "the database %s cannot be read: %s. Restore a backup; nothing was changed."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static StorageException lost(Path file, String what) {
    return new StorageException(
        Code.DAMAGED,
        "the database %s %s. Restore a backup; nothing was changed.".formatted(file, what));
  }

  private static HikariDataSource pool(Path file, SealedVolume volume, boolean fresh) {
    String path = file.toString();
    if (path.indexOf(';') >= 0) {
      throw new IllegalArgumentException("the path of the database must not hold a ';': " + path);
    }
    var config = new HikariConfig();
    config.setPoolName("bailey-h2");
    config.setJdbcUrl(
        "jdbc:h2:%s:%s%s;IFEXISTS=%s"
            .formatted(
                volume.scheme(),
                path.replaceFirst("\\.mv\\.db$", ""),
                SETTINGS,
                fresh ? "FALSE" : "TRUE"));
    config.setUsername(USER);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setAutoCommit(false);
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StorageException(
          Code.DAMAGED,
          "the database %s cannot be opened: %s. Restore a backup.".formatted(file, e.getMessage()),
          e);
    }
  }

  /// Connections to it. What they commit is not acknowledged before [#awaitDurable].
  @Override
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public Map<String, String> dialect() {
    return Map.of("bytes", "varbinary");
  }

  /// The tables are made: from now on the database must be there.
  @Override
  public void created() {
    if (sentinel.state() == Sentinel.State.CREATING) {
      volume.force();
      sentinel.enter(Sentinel.State.OPEN, volume.newest());
    }
  }

  /// Returns when all that was committed before the call is on the disk. Those who wait at the same
  /// time share one sync.
  @Override
  public void awaitDurable() {
    syncs.await();
  }

  @Override
  public void close() {
    try {
      shutDown();
      sentinel.enter(Sentinel.State.CLOSED, volume.newest());
    } finally {
      volume.close();
      sentinel.close();
    }
  }

  /// Lets go of the files as a crash would, for tests: H2 writes nothing more.
  void abandon() {
    volume.abandon();
    pool.close();
    volume.close();
    sentinel.close();
  }

  /// Not through the pool, which would talk to its connection once more.
  private void shutDown() {
    pool.close();
    try (var connection = DriverManager.getConnection(pool.getJdbcUrl(), USER, "");
        var statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      throw new StorageException(Code.IO, "H2 does not shut down: " + e.getMessage(), e);
    }
  }

  private void sync() {
    long version = volume.newest();
    volume.force();
    sentinel.advance(version);
  }
}
