package dev.bailey.database.bench;

import dev.bailey.database.h2.EmbeddedH2;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/// What encryption costs H2, and what syncing costs commits, side by side in one run:
///
/// ```
/// mvn -q test-compile exec:java -pl modules/database -am \
///   -Dexec.classpathScope=test -Dexec.mainClass=dev.bailey.database.bench.H2Bench
/// ```
///
/// Goals: at most 1.4 times the CPU of plain H2.
public final class H2Bench {
  private static final int ROWS = 60_000;
  private static final int SELECTS = 60_000;
  private static final int ROUNDS = 5;
  private static final int COMMIT_MILLIS = 3000;

  private H2Bench() {}

  /// What a piece of work took.
  private record Cost(double wall, double cpu) {}

  private interface Work {
    void run(DataSource source, Runnable durable) throws SQLException;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("bailey-h2-bench");
    try {
      mixes(directory);
      commits(directory);
    } finally {
      delete(directory);
    }
  }

  private static void mixes(Path directory) throws Exception {
    Work mix = (source, durable) -> mix(source);
    System.out.printf(
        "insert %,d rows, select %,d, scan twice; median of %d%n", ROWS, SELECTS, ROUNDS);
    var plain = new ArrayList<Cost>();
    var aes128 = new ArrayList<Cost>();
    var sealed = new ArrayList<Cost>();
    for (int round = 0; round <= ROUNDS; round++) {
      plain.add(plain(directory.resolve("plain" + round), "", mix));
      aes128.add(plain(directory.resolve("aes" + round), ";CIPHER=AES", mix));
      sealed.add(sealed(directory.resolve("sealed" + round), mix));
    }
    double base = cpu(plain);
    print("plain H2", plain, base);
    print("H2's own AES-128, no MAC", aes128, base);
    print("sealed, AES-256-GCM", sealed, base);
  }

  private static void commits(Path directory) throws Exception {
    System.out.printf("%nsmall transactions, committed%n");
    for (int threads : new int[] {1, 4, 8}) {
      int[] done = new int[3];
      plain(
          directory.resolve("c-plain" + threads),
          "",
          (s, d) -> done[0] = commit(s, () -> {}, threads));
      sealed(
          directory.resolve("c-lazy" + threads), (s, d) -> done[1] = commit(s, () -> {}, threads));
      sealed(directory.resolve("c-sync" + threads), (s, d) -> done[2] = commit(s, d, threads));
      System.out.printf(
          Locale.ROOT,
          "%d threads: plain unsynced %,d/s; sealed unsynced %,d/s; sealed and synced before acknowledged %,d/s%n",
          threads,
          done[0],
          done[1],
          done[2]);
    }
  }

  private static Cost plain(Path file, String options, Work work) throws Exception {
    String password = options.isEmpty() ? "" : "secret ";
    String url = "jdbc:h2:" + file + options + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
    var pool = JdbcConnectionPool.create(url, "sa", password);
    pool.setMaxConnections(10);
    try {
      return measure(() -> work.run(pool, () -> {}));
    } finally {
      try (var connection = DriverManager.getConnection(url, "sa", password)) {
        connection.createStatement().execute("shutdown immediately");
      }
      pool.dispose();
    }
  }

  private static Cost sealed(Path home, Work work) throws Exception {
    var random = new SecureRandom();
    Path ringFile = home.resolve("data/keyring");
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    try (var ring = KeyRing.open(ringFile, master, random);
        var h2 = EmbeddedH2.open(home.resolve("data/database"), ring, random)) {
      h2.created();
      return measure(() -> work.run(h2.dataSource(), h2::awaitDurable));
    }
  }

  private static void mix(DataSource source) throws SQLException {
    var dice = new Random(1);
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      create(connection);
      insert(connection, dice);
      select(connection, dice);
      scan(connection);
      scan(connection);
    }
  }

  private static void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set cache_size 4096");
      statement.execute("create table t(id bigint primary key, name varchar, note varchar, n int)");
      statement.execute("create index t_by_n on t(n)");
    }
  }

  private static void insert(Connection connection, Random dice) throws SQLException {
    try (var statement = connection.prepareStatement("insert into t values (?, ?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        statement.setLong(1, i);
        statement.setString(2, "model.shop.orders_" + i);
        statement.setString(3, Long.toHexString(dice.nextLong()).repeat(8));
        statement.setInt(4, dice.nextInt(1000));
        statement.addBatch();
        if (i % 500 == 499) {
          statement.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static void select(Connection connection, Random dice) throws SQLException {
    try (var statement = connection.prepareStatement("select note from t where id = ?")) {
      for (int i = 0; i < SELECTS; i++) {
        statement.setLong(1, dice.nextInt(ROWS));
        try (var rows = statement.executeQuery()) {
          rows.next();
        }
      }
    }
  }

  private static void scan(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select sum(n), max(note) from t")) {
      rows.next();
    }
  }

  private static int commit(DataSource source, Runnable durable, int threads) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table c(id bigint generated always as identity, text varchar)");
      connection.commit();
    }
    long end = System.nanoTime() + COMMIT_MILLIS * 1_000_000L;
    var counts = new int[threads];
    var workers = new ArrayList<Thread>();
    for (int t = 0; t < threads; t++) {
      int me = t;
      workers.add(Thread.ofPlatform().start(() -> counts[me] = commitUntil(end, source, durable)));
    }
    workers.forEach(H2Bench::join);
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum * 1000 / COMMIT_MILLIS;
  }

  private static int commitUntil(long end, DataSource source, Runnable durable) {
    int done = 0;
    try (var connection = source.getConnection();
        var insert = connection.prepareStatement("insert into c(text) values (?)")) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        insert.setString(1, "a row of some length, number " + done);
        insert.executeUpdate();
        connection.commit();
        durable.run();
        done++;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return done;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Timed {
    void run() throws Exception;
  }

  private static Cost measure(Timed work) throws Exception {
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    work.run();
    return new Cost((System.nanoTime() - wall) / 1e9, (cpuNanos() - cpu) / 1e9);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String name, List<Cost> costs, double base) {
    System.out.printf(
        Locale.ROOT,
        "%-26s wall %5.2f s   cpu %5.2f s   %.2f times%n",
        name,
        median(costs.stream().skip(1).map(Cost::wall).toList()),
        cpu(costs),
        cpu(costs) / base);
  }

  /// The first round warms up.
  private static double cpu(List<Cost> costs) {
    return median(costs.stream().skip(1).map(Cost::cpu).toList());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
