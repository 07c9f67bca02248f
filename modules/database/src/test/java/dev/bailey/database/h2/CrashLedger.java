package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a [CrashChild] acknowledged, kept outside the disk that crashes, and the check that it is
/// still there afterwards.
final class CrashLedger {
  private final Path file;
  private final Path errors;

  /// @param directory that does not crash
  CrashLedger(Path directory) throws IOException {
    this.file = Files.createFile(directory.resolve("ledger"));
    this.errors = directory.resolve("child.err");
  }

  /// Starts a child on a home, and waits for its first acknowledged commit if asked to.
  Process start(Path home, boolean untilReady) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                home.toString(),
                file.toString(),
                "4")
            .redirectError(errors.toFile())
            .start();
    if (untilReady) {
      String line = process.inputReader(StandardCharsets.US_ASCII).readLine();
      assertThat(line).as(Files.readString(errors)).isEqualTo("READY");
    }
    return process;
  }

  /// Opens the database: every acknowledged transaction is there, and none by half.
  void check(Path home, String round) throws SQLException, IOException {
    var random = new SecureRandom();
    try (var ring = CrashChild.ring(home, random);
        var h2 = CrashChild.open(home, ring, random);
        var connection = h2.dataSource().getConnection()) {
      Set<Long> kept = new HashSet<>(ids(connection, "select distinct id from pair"));
      assertThat(kept).as(round).containsAll(acknowledged());
      assertThat(ids(connection, "select id from pair group by id having count(*) <> 2"))
          .as(round)
          .isEmpty();
      assertThat(ids(connection, "select id from pair where length(text) < 5")).as(round).isEmpty();
    }
  }

  List<Long> acknowledged() throws IOException {
    String text = Files.readString(file);
    // A line that the kill cut short was not acknowledged to anyone.
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::valueOf).toList();
  }

  private static List<Long> ids(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }
}
