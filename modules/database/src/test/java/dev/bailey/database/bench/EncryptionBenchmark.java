package dev.bailey.database.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailey.database.AllRows;
import dev.bailey.database.Seals;
import dev.bailey.database.TestHome;
import dev.bailey.database.backend.Backend;
import dev.bailey.database.h2.EmbeddedH2;
import dev.bailey.database.security.JpaAudit;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded database as it is, encrypted page by page, beside a plain H2 with the same settings
/// and the same syncing: a mix of inserts and selects, in turns within one run.
@Tag("bench")
final class EncryptionBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int TRANSACTIONS = 400;
  private static final int LINES = 1_000;
  private static final int INSERTS = 20;
  private static final int SELECTS = 20;
  private static final String PLAIN =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;MAX_MEMORY_ROWS=2147483647";

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Random random = new Random(1);

  /// Makes what was committed survive a power cut.
  private interface Sync {
    void await() throws SQLException;
  }

  /// One database, and what its rounds took.
  private static final class Side {
    private final DataSource source;
    private final Sync sync;
    private final double[] cpuMillis = new double[ROUNDS];
    private final double[] wallMillis = new double[ROUNDS];
    private int last;

    Side(DataSource source, Sync sync) {
      this.source = source;
      this.sync = sync;
    }
  }

  @Test
  void insertsAndSelects(@TempDir Path home) throws Exception {
    var master = new MasterKeyFile(home.resolve("keys/master.key"), new SecureRandom());
    try (var ring = KeyRing.open(home.resolve("data/keyring"), master, new SecureRandom());
        Backend h2 = EmbeddedH2.open(home.resolve("data/database"), ring, new SecureRandom());
        var plain = new HikariDataSource()) {
      plain.setJdbcUrl("jdbc:h2:file:" + home.resolve("plain") + PLAIN);
      plain.setAutoCommit(false);
      var encrypted = new Side(h2.dataSource(), h2::awaitDurable);
      var beside = new Side(plain, () -> checkpoint(plain));
      make(encrypted);
      make(beside);
      work(encrypted);
      work(beside);
      for (int round = 0; round < ROUNDS; round++) {
        measure(encrypted, round);
        measure(beside, round);
      }

      System.out.printf(
          "H2, %d transactions of %d inserts and %d selects: encrypted %.0f ms CPU, %.0f ms; plain %.0f ms CPU, %.0f ms; %.2f times the CPU%n",
          TRANSACTIONS,
          INSERTS,
          SELECTS,
          median(encrypted.cpuMillis),
          median(encrypted.wallMillis),
          median(beside.cpuMillis),
          median(beside.wallMillis),
          median(encrypted.cpuMillis) / median(beside.cpuMillis));
      assertThat(encrypted.last).isEqualTo(beside.last);
    }
  }

  /// A line is sealed, chained and on the disk when `append` returns.
  @Test
  void appendsToTheAudit(@TempDir Path home) {
    try (var here = TestHome.at(home, AllRows.all())) {
      var audit =
          new JpaAudit(here.database(), here.ring(), new Seals(here.ring(), new SecureRandom()));
      var event =
          new AuditEvent(
              "project.changed",
              new Actor("user", 7, "ada"),
              Origin.inside(),
              Target.none(),
              AuditEvent.Outcome.DONE,
              Map.of());
      double[] wall = new double[LINES];
      long cpu = 0;
      for (int i = -LINES; i < LINES; i++) {
        cpu = i == 0 ? process.getProcessCpuTime() : cpu;
        long start = System.nanoTime();
        audit.append(event, Instant.EPOCH.plusSeconds(i + LINES));
        wall[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
      }

      System.out.printf(
          "audit append, one after the other, each synced: %.2f ms (median), %.2f ms CPU%n",
          median(wall), (process.getProcessCpuTime() - cpu) / 1e6 / LINES);
      assertThat(audit.list(Audit.Query.newest(1)).getFirst().number())
          .isGreaterThanOrEqualTo(LINES);
    }
  }

  private static void checkpoint(DataSource plain) throws SQLException {
    try (Connection connection = plain.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  private static void make(Side side) throws SQLException {
    try (Connection connection = side.source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table mix (id int primary key, name varchar(200), body varchar(2000))");
      connection.commit();
    }
  }

  private void measure(Side side, int round) throws SQLException {
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    work(side);
    side.cpuMillis[round] = (process.getProcessCpuTime() - cpu) / 1e6;
    side.wallMillis[round] = (System.nanoTime() - wall) / 1e6;
  }

  private void work(Side side) throws SQLException {
    for (int i = 0; i < TRANSACTIONS; i++) {
      try (Connection connection = side.source.getConnection()) {
        insert(connection, side);
        select(connection, side);
        connection.commit();
      }
      side.sync.await();
    }
  }

  private void insert(Connection connection, Side side) throws SQLException {
    try (var insert = connection.prepareStatement("insert into mix values (?, ?, ?)")) {
      for (int i = 0; i < INSERTS; i++) {
        insert.setInt(1, ++side.last);
        insert.setString(2, "model " + side.last);
        insert.setString(3, Long.toHexString(random.nextLong()).repeat(20));
        insert.executeUpdate();
      }
    }
  }

  private void select(Connection connection, Side side) throws SQLException {
    try (var select = connection.prepareStatement("select name, body from mix where id = ?")) {
      for (int i = 0; i < SELECTS; i++) {
        select.setInt(1, 1 + random.nextInt(side.last));
        try (var rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
        }
      }
    }
  }

  private static double median(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
