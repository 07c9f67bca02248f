package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.appliance.dbt.DbtMain;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// dbt's own functional tests of an adapter, `dbt-tests-adapter`, whose commands go to `bailey dbt`
/// instead of dbt Core. What does not pass is a row of `docs/developer/adapter-suite.md`, with its
/// reason: a test that fails without a row fails here, and so does a row whose test passes.
@Tag("nightly")
class AdapterSuiteTest {
  private static final double ENOUGH = 95.0;
  private static final Pattern VERDICT =
      Pattern.compile("^VERDICT \\w+: \\d+ of \\d+ tests \\(([0-9.]+) %\\)$", Pattern.MULTILINE);
  private static final Path SUITE = Path.of("src/test/python/adapter_suite").toAbsolutePath();
  private static final Path KNOWN =
      Path.of("../docs/developer/adapter-suite.md").toAbsolutePath().normalize();

  /// What the suite's hooks read from `target`, and who may be granted something.
  private static final String USER = "root";

  private static final String DATABASE = "dbt";
  private static final List<String> GRANTEES = List.of("dbt_test_a", "dbt_test_b", "dbt_test_c");

  @TempDir private Path work;

  @Test
  void theSuiteOfAnAdapterPassesOnDuckDb() throws Exception {
    passes("duckdb", Map.of());
  }

  @Test
  void theSuiteOfAnAdapterPassesOnPostgres() throws Exception {
    try (var postgres = PostgresServer.start(List.of("max_connections=200"))) {
      passes("postgres", prepared(postgres));
    }
  }

  private static Map<String, String> prepared(PostgresServer postgres) throws SQLException {
    postgres.run(
        "create role " + USER + " superuser login password '" + postgres.password() + "'",
        "create database " + DATABASE,
        "create database \"dbtMixedCase\"");
    var environment = new HashMap<String, String>();
    for (int i = 0; i < GRANTEES.size(); i++) {
      postgres.run("create role " + GRANTEES.get(i));
      environment.put("DBT_TEST_USER_" + (i + 1), GRANTEES.get(i));
    }
    environment.put("POSTGRES_TEST_HOST", postgres.host());
    environment.put("POSTGRES_TEST_PORT", Integer.toString(postgres.port()));
    environment.put("POSTGRES_TEST_USER", USER);
    environment.put("POSTGRES_TEST_PASS", postgres.password());
    environment.put("POSTGRES_TEST_DATABASE", DATABASE);
    return environment;
  }

  private void passes(String warehouse, Map<String, String> environment)
      throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "");
    assumeTrue(
        !python.isBlank(),
        "SKIPPED: BAILEY_ORACLE_PYTHON names no Python with dbt-tests-adapter: see " + KNOWN);

    String said = run(python, warehouse, environment);

    Matcher verdict = VERDICT.matcher(said);
    assertThat(verdict.find()).as(said).isTrue();
    assertThat(Double.parseDouble(verdict.group(1))).as(said).isGreaterThanOrEqualTo(ENOUGH);
  }

  private String run(String python, String warehouse, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = work.resolve(warehouse + ".log");
    var command =
        new ArrayList<>(List.of(python, "-B", "-m", "pytest", "-q", "--tb=short", "-rfE"));
    command.addAll(List.of("-p", "cli_shim", "-p", "no:cacheprovider", "-W", "ignore"));
    command.addAll(List.of("--rootdir", SUITE.toString(), "--basetemp", temporary(warehouse)));
    command.addAll(List.of("--warehouse", warehouse, "--known", KNOWN.toString()));
    command.addAll(List.of(SUITE.resolve("both").toString(), SUITE.resolve(warehouse).toString()));
    var builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("PYTHONPATH", SUITE.toString());
    builder.environment().put("SHIM_DBT", String.join(" ", bailey()));
    builder.environment().put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
    int code = builder.start().waitFor();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(code).as(said).isZero();
    return said;
  }

  private String temporary(String warehouse) {
    return work.resolve(warehouse).toString();
  }

  private static List<String> bailey() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        DbtMain.class.getName());
  }
}
