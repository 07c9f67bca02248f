package dev.bailey.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.testkit.PostgresServer;
import dev.bailey.testkit.TrinoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real dbt runs two projects with its own macros and with ours: each node has to send the same
/// statements. `BAILEY_ORACLE_PYTHON` names a Python with dbt Core and the adapters.
@Tag("nightly")
class MacrosAgainstDbtTest {
  private static final Path RESOURCES = Path.of("src/test/resources/macros").toAbsolutePath();
  private static final Path OURS =
      Path.of("src/main/resources/dev/bailey/warehouse").toAbsolutePath();
  private static final Path DBT =
      Path.of("../project/src/main/resources/dev/bailey/project/macros/dbt").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"everyday", "particular"})
  void duckDbGetsTheStatementsThatDbtSends(String project) throws Exception {
    var environment = Map.of("ADAPTER", "duckdb");

    assertThat(statements("ours", project, environment))
        .containsExactlyElementsOf(statements("theirs", project, environment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"everyday", "particular"})
  void postgresGetsTheStatementsThatDbtSends(String project) throws Exception {
    try (var server = PostgresServer.start()) {
      server.run("create role reader", "create role writer");
      var environment =
          Map.of(
              "ADAPTER", "postgres",
              "PGHOST", server.host(),
              "PGPORT", Integer.toString(server.port()),
              "PGUSER", server.user(),
              "PGPASSWORD", server.password());

      List<String> theirs = inEmptyDatabase(server, "theirs", project, environment);
      List<String> ours = inEmptyDatabase(server, "ours", project, environment);

      assertThat(ours).containsExactlyElementsOf(theirs);
    }
  }

  @Tag("trino")
  @Test
  void trinoGetsTheStatementsThatDbtSends() throws Exception {
    assumeTrue(
        TrinoServer.archive().isPresent(),
        "SKIPPED: no archive of Trino's server; mvn -Ptrino downloads it (821 MB)");
    try (var server = TrinoServer.start(TrinoServer.archive().orElseThrow())) {
      var environment =
          Map.of(
              "ADAPTER", "trino",
              "TRINO_HOST", server.host(),
              "TRINO_PORT", Integer.toString(server.port()));

      List<String> theirs = statements("theirs", "trino", environment);
      empty(server);
      List<String> ours = statements("ours", "trino", environment);

      assertThat(ours).containsExactlyElementsOf(theirs);
    }
  }

  private static void empty(TrinoServer server) throws SQLException {
    String url = "jdbc:trino://%s:%d/lake?user=ann".formatted(server.host(), server.port());
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      for (String schema : List.of("main_s", "main_s_dbt_test__audit", "snaps", "raw")) {
        statement.execute("drop schema if exists " + schema + " cascade");
      }
    }
  }

  private List<String> inEmptyDatabase(
      PostgresServer server, String whose, String project, Map<String, String> environment)
      throws SQLException, IOException, InterruptedException {
    server.run("drop database if exists macros", "create database macros");
    return statements(whose, project, environment);
  }

  private List<String> statements(String whose, String project, Map<String, String> environment)
      throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "");
    assumeTrue(!python.isBlank(), "SKIPPED: BAILEY_ORACLE_PYTHON names no Python with dbt Core");

    // One path for both: it stands in statements that read files.
    Path home = folder.resolve("home");
    delete(home);
    Path copy = home.resolve("project");
    copy(RESOURCES.resolve(project), copy);
    Path files = Files.createDirectories(home.resolve("files"));
    Path output = folder.resolve(whose + ".txt");
    var command = new ArrayList<>(List.of(python, RESOURCES.resolve("statements.py").toString()));
    command.add(copy.toString());
    command.add(home.resolve("logs").toString());
    if (whose.equals("ours")) {
      command.add("dbt=" + DBT.normalize());
      String adapter = environment.getOrDefault("ADAPTER", "");
      command.add(adapter + "=" + OURS.resolve(adapter).resolve("macros"));
    }
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    // dbt walks through sets, in an order that hashes decide.
    builder.environment().put("PYTHONHASHSEED", "0");
    builder.environment().put("DUCKDB_FILE", home.resolve("macros.duckdb").toString());
    builder.environment().put("FILES", files.toString());
    builder.redirectOutput(output.toFile());
    builder.redirectError(folder.resolve(whose + ".log").toFile());
    assertThat(builder.start().waitFor()).as(() -> read(folder.resolve(whose + ".log"))).isZero();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).as("dbt ran").hasSizeGreaterThan(100);
    return lines;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> all = Files.walk(tree)) {
        for (Path path : all.toList().reversed()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
