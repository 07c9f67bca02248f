package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a database that is in use, as a backup takes them.
final class SnapshotTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private KeyRing ring;
  private EmbeddedH2 h2;
  private int copies;

  @BeforeEach
  void open() throws SQLException {
    ring = ring(home);
    h2 = EmbeddedH2.open(home.resolve("data/database"), ring, random, Duration.ofMillis(20));
    execute("create table debit(id bigint generated always as identity primary key, text varchar)");
    execute(
        "create table credit(id bigint generated always as identity primary key, text varchar)");
    h2.created();
  }

  @AfterEach
  void close() {
    h2.close();
    ring.close();
  }

  @Test
  void aSnapshotIsTheDatabaseOfTheMomentOfTheHold() throws Exception {
    transfer();
    transfer();
    var part = h2.files().orElseThrow();
    Path copy = home.resolve("copy");
    try (var _ = part.hold()) {
      transfer();
      Files.createDirectories(copy);
      part.pin(copy);
    }
    transfer();

    assertThat(transfersIn(copy)).isEqualTo(2);
  }

  /// Chunks are freed, rewritten and appended all the time here.
  @Test
  void snapshotsUnderLoadAreWholeTransactionsAndMissNoneThatWasAcknowledged() throws Exception {
    var ends = new AtomicBoolean();
    var acknowledged = new AtomicLong();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          IntStream.range(0, 4)
              .mapToObj(
                  _ -> CompletableFuture.runAsync(() -> transferUntil(ends, acknowledged), threads))
              .toList();
      var part = h2.files().orElseThrow();
      for (int round = 0; round < 10; round++) {
        Path copy = Files.createDirectories(home.resolve("copy-" + round));
        long before = acknowledged.get();
        try (var _ = part.hold()) {
          part.pin(copy);
        }
        assertThat(transfersIn(copy)).isBetween(before, acknowledged.get() + 4);
      }
      ends.set(true);
      writers.forEach(CompletableFuture::join);
    }
    assertThat(acknowledged.get()).isGreaterThan(20);
  }

  @Test
  void spaceIsUsedAgainAfterASnapshot() throws Exception {
    var part = h2.files().orElseThrow();
    Path copy = Files.createDirectories(home.resolve("copy"));
    try (var hold = part.hold()) {
      assertThat(hold).isNotNull();
      part.pin(copy);
    }

    assertThat(h2.reusesSpace()).isTrue();
  }

  private void transferUntil(AtomicBoolean ends, AtomicLong acknowledged) {
    while (!ends.get()) {
      try {
        transfer();
        acknowledged.incrementAndGet();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void transfer() throws SQLException {
    execute(
        "insert into debit(text) values ('" + "x".repeat(3000) + "')",
        "insert into credit(text) values ('y')");
  }

  private void execute(String... statements) throws SQLException {
    try (var connection = h2.dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    }
    h2.awaitDurable();
  }

  /// Opened as a restored home would open it, with all checks.
  private long transfersIn(Path copy) throws IOException, SQLException {
    Path other = home.resolve("restored-" + ++copies);
    Files.createDirectories(other.resolve("data"));
    Files.copy(home.resolve("data/keyring"), other.resolve("data/keyring"));
    Files.createDirectories(other.resolve("keys"));
    Files.copy(
        home.resolve("keys/master.key"),
        other.resolve("keys/master.key"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(copy, other.resolve("data/database"));
    try (var keys = ring(other)) {
      var database = EmbeddedH2.open(other.resolve("data/database"), keys, random);
      try (database;
          var connection = database.dataSource().getConnection();
          var statement = connection.createStatement()) {
        var counts =
            statement.executeQuery(
                "select (select count(*) from debit where text like 'xxx%'), (select count(*) from credit)");
        counts.next();
        assertThat(counts.getLong(1)).isEqualTo(counts.getLong(2));
        return counts.getLong(2);
      }
    }
  }

  private KeyRing ring(Path root) {
    return KeyRing.open(
        root.resolve("data/keyring"),
        new MasterKeyFile(root.resolve("keys/master.key"), random),
        random);
  }
}
