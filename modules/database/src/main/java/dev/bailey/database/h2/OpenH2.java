package dev.bailey.database.h2;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.Key256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One time that H2 has the file open, from the checks before to the shutdown.
final class OpenH2 {
  private static final Logger LOG = LoggerFactory.getLogger(OpenH2.class);
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
  private final Upkeep upkeep;
  private final MVStore store;

  private OpenH2(
      SealedVolume volume, Sentinel sentinel, HikariDataSource pool, Duration upkeepEvery) {
    this.volume = volume;
    this.sentinel = sentinel;
    this.pool = pool;
    this.syncs = new GroupSync(volume::writes, this::sync);
    this.store = store(pool);
    this.upkeep = new Upkeep(store, volume, syncs::await, upkeepEvery);
  }

  /// Checks the file against the sentinel, then lets H2 have it.
  ///
  /// @param key lent, not closed
  static OpenH2 open(
      Path file, Sentinel sentinel, Key256 key, SecureRandom random, Duration upkeepEvery) {
    String identity = identity(sentinel.instance());
    var volume =
        new SealedVolume(DurableFiles.directoryOf(file), key.duplicate(), identity, random);
    volume.mount();
    try {
      boolean fresh = sentinel.state() == Sentinel.State.CREATING;
      if (fresh) {
        DurableFiles.delete(file);
      } else {
        verify(file, sentinel, volume, () -> EncryptedFile.open(file, key, identity, true, random));
      }
      return new OpenH2(volume, sentinel, pool(file, volume, fresh), upkeepEvery);
    } catch (RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  /// What binds files to one database.
  static String identity(UUID instance) {
    return "database " + instance;
  }

  private static void verify(
      Path file, Sentinel sentinel, SealedVolume volume, Supplier<EncryptedFile> opening) {
    if (!Files.exists(file)) {
      throw lost(file, "is missing");
    }
    if (sentinel.state() == Sentinel.State.OPEN) {
      try (var encrypted = opening.get()) {
        volume.hide(TornChunks.find(encrypted, sentinel.version()));
        // What readers will see must survive a power cut, whoever wrote it.
        encrypted.force();
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

  /// H2's own store below the tables; no public way leads to it.
  private static MVStore store(DataSource pool) {
    try (var connection = pool.getConnection()) {
      var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      return session.getDatabase().getStore().getMvStore();
    } catch (SQLException e) {
      throw new StorageException(Code.IO, "H2 gives no connection: " + e.getMessage(), e);
    }
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /// Whether a write failed, after which H2 does nothing more.
  boolean broken() {
    return volume.failed();
  }

  void awaitDurable() {
    syncs.await();
  }

  /// The tables are made: from now on the database must be there.
  void created() {
    if (sentinel.state() == Sentinel.State.CREATING) {
      volume.force();
      sentinel.enter(Sentinel.State.OPEN, volume.newest());
    }
  }

  /// The file as it is between two chunks. What is in it then stays where it is until the snapshot
  /// is closed, for H2 writes behind it meanwhile.
  Snapshot snapshot() {
    var found = new Snapshot[1];
    store.executeFilestoreOperation(() -> {
      store.setReuseSpace(false);
      found[0] = new Snapshot(sentinel, volume.database(), () -> store.setReuseSpace(true));
    });
    return found[0];
  }

  boolean reusesSpace() {
    return store.isSpaceReused();
  }

  void shutDown() {
    upkeep.close();
    pool.close();
    try {
      execute("shutdown");
      sentinel.enter(Sentinel.State.CLOSED, volume.newest());
    } catch (SQLException e) {
      throw new StorageException(Code.IO, "H2 does not shut down: " + e.getMessage(), e);
    } finally {
      volume.close();
    }
  }

  /// Lets go of the file as a crash would: H2 writes nothing more.
  void abandon() {
    upkeep.close();
    volume.abandon();
    pool.close();
    try {
      execute("shutdown immediately");
    } catch (SQLException e) {
      LOG.debug("H2 was closed already", e);
    }
    volume.close();
  }

  /// Not through the pool, which would talk to its connection once more, nor by way of
  /// DriverManager, which would load the drivers of all warehouses.
  private void execute(String sql) throws SQLException {
    try (var connection = new JdbcConnection(pool.getJdbcUrl(), new Properties(), USER, "", false);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void sync() {
    long version = volume.newest();
    volume.force();
    sentinel.advance(version);
  }
}
