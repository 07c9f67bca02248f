package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at random moments, start-up included: what was acknowledged is there, transactions are
/// whole, and the database always opens. `-Dcrash.rounds=200` makes it longer, `-Dcrash.seed`
/// repeats one.
@Tag("slow")
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  @TempDir Path home;

  @Test
  void nothingAcknowledgedIsLostByKillingTheProcess() throws Exception {
    var dice = new Random(SEED);
    Path ledger = home.resolve("ledger");
    Files.createFile(ledger);
    for (int round = 1; round <= ROUNDS; round++) {
      boolean atStart = round % 5 == 0;
      crash(ledger, atStart ? dice.nextInt(700) : 100 + dice.nextInt(1500), !atStart);
      check(ledger, "round %d of seed %d".formatted(round, SEED));
    }
    assertThat(acknowledged(ledger)).hasSizeGreaterThan(ROUNDS);
  }

  private void crash(Path ledger, int millis, boolean afterReady) throws Exception {
    var process = child(ledger).start();
    try (var output = process.inputReader(StandardCharsets.US_ASCII)) {
      if (afterReady) {
        assertThat(output.readLine()).isEqualTo("READY");
      }
      // Not a wait for something to happen: the length of the work before the crash.
      assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private ProcessBuilder child(Path ledger) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CrashChild.class.getName(),
            home.toString(),
            ledger.toString(),
            "4")
        .redirectError(home.resolve("child.err").toFile());
  }

  private void check(Path ledger, String round) throws SQLException, IOException {
    var random = new SecureRandom();
    try (var ring = CrashChild.ring(home, random);
        var h2 = CrashChild.open(home, ring, random);
        var connection = h2.dataSource().getConnection()) {
      Set<Long> kept = new HashSet<>(ids(connection, "select distinct id from pair"));
      assertThat(kept).as(round).containsAll(acknowledged(ledger));
      assertThat(ids(connection, "select id from pair group by id having count(*) <> 2"))
          .as(round)
          .isEmpty();
    }
  }

  private static List<Long> acknowledged(Path ledger) throws IOException {
    String text = Files.readString(ledger);
    // A line that the kill cut short was not acknowledged to anyone.
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::valueOf).toList();
  }

  private static List<Long> ids(Connection connection, String sql) throws SQLException {
    var found = new java.util.ArrayList<Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }
}
