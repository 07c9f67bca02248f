package dev.bailey.database.h2;

import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The process that gets killed: commits pairs of rows from several threads and, once they are
/// durable, notes their ids in a ledger outside the database. Every fifteenth pair is large, so
/// that there are chunks of many pages to tear.
///
/// Arguments: home, ledger, threads. Prints `READY` when the first commit was acknowledged.
public final class CrashChild {
  private static final AtomicBoolean READY = new AtomicBoolean();

  private CrashChild() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[2]);
    var random = new SecureRandom();
    var ring = ring(home, random);
    var h2 = open(home, ring, random);
    var next = new AtomicLong(highest(h2) + 1);
    try (var ledger = new RandomAccessFile(arguments[1], "rw")) {
      ledger.seek(ledger.length());
      var workers = new Thread[threads];
      for (int i = 0; i < threads; i++) {
        workers[i] = Thread.ofPlatform().start(() -> commitForever(h2, next, ledger));
      }
      for (var worker : workers) {
        worker.join();
      }
    }
    throw new IllegalStateException("the workers gave up");
  }

  static KeyRing ring(Path home, SecureRandom random) {
    Path ring = home.resolve("data/keyring");
    return KeyRing.open(ring, new MasterKeyFile(home.resolve("keys/master.key"), random), random);
  }

  static EmbeddedH2 open(Path home, KeyRing ring, SecureRandom random) throws SQLException {
    Path directory = home.resolve("data/database");
    // Tidying up all the time, so that crashes hit that, too.
    var h2 = EmbeddedH2.open(directory, ring, random, Duration.ofMillis(200));
    try (var connection = h2.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists pair(id bigint, half int, text varchar, primary key(id, half))");
      connection.commit();
    }
    h2.created();
    return h2;
  }

  private static long highest(EmbeddedH2 h2) throws SQLException {
    try (var connection = h2.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select coalesce(max(id), 0) from pair")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void commitForever(EmbeddedH2 h2, AtomicLong next, RandomAccessFile ledger) {
    try {
      while (true) {
        long id = next.getAndIncrement();
        try (var connection = h2.dataSource().getConnection()) {
          insert(connection, id);
          connection.commit();
        }
        h2.awaitDurable();
        acknowledge(ledger, id);
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection, long id) throws SQLException {
    try (var statement = connection.prepareStatement("insert into pair values (?, ?, ?)")) {
      for (int half = 0; half < 2; half++) {
        statement.setLong(1, id);
        statement.setInt(2, half);
        statement.setString(
            3, ("row " + id + " ").repeat(id % 15 == 0 ? 2000 : (int) (id % 40) + 1));
        statement.addBatch();
      }
      statement.executeBatch();
    }
    if (id % 7 == 0) {
      try (var statement = connection.prepareStatement("update pair set text = ? where id = ?")) {
        statement.setString(1, "changed by " + id);
        statement.setLong(2, id - 7);
        statement.executeUpdate();
      }
    }
  }

  private static void acknowledge(RandomAccessFile ledger, long id) throws IOException {
    synchronized (ledger) {
      boolean first = READY.compareAndSet(false, true);
      ledger.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
      if (first) {
        System.out.println("READY");
      }
    }
  }
}
