package dev.bailey.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.FileKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The encrypted file of the appliance, and what SQL in it may not do.
final class SealedFileTest {
  private static final int HEADERS = 3 * 4096;
  private static final int BLOCK = 262144;

  @TempDir Path directory;
  private Warehouses warehouses =
      new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), InstantSource.system());

  @AfterEach
  void close() {
    warehouses.close();
  }

  private Path file() {
    return directory.resolve("data").resolve("7.duckdb");
  }

  private static FileKey key(int fill) {
    byte[] bits = new byte[32];
    Arrays.fill(bits, (byte) fill);
    return new FileKey(bits);
  }

  private Session open(FileKey key) {
    var settings = DuckDbSettings.sealed(file(), key, "shop", "analytics");
    return warehouses.warehouse("sealed", settings, Limits.standard(), "run 1").open("master");
  }

  private void reopen() {
    warehouses.close();
    warehouses =
        new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), InstantSource.system());
  }

  private static List<?> row(Session session, String sql) {
    return session.execute(Statement.query(sql, "")).rows().rows().getFirst();
  }

  private static void run(Session session, String sql) {
    session.execute(Statement.of(sql, ""));
  }

  @Test
  void tablesSurviveUnderTheDatabasesName() {
    run(open(key(1)), "create schema analytics; create table analytics.t as select 42 as a");
    reopen();

    var session = open(key(1));

    assertThat(row(session, "select a, current_database() from shop.analytics.t"))
        .isEqualTo(List.of(42L, "shop"));
    assertThat(
            row(session, "select encrypted, cipher from duckdb_databases() where path is not null"))
        .isEqualTo(List.of(true, "GCM"));
  }

  @Test
  void aWrongKeyIsRefusedAndNotRepeated() {
    run(open(key(1)), "create table t as select 42 as a");
    reopen();

    assertThatThrownBy(() -> open(key(2)))
        .isInstanceOf(WarehouseException.class)
        .message()
        .doesNotContain(key(2).reveal(), key(1).reveal());
  }

  @Test
  void nothingOfTheDataIsReadableInTheFileOrItsLog() throws Exception {
    var session = open(key(1));
    run(
        session,
        "create table shelf_of_names as select 'CNRYplainvalue' || range as name"
            + " from range(1000)");
    run(session, "checkpoint");
    run(session, "insert into shelf_of_names values ('CNRYplainvalue in the log')");

    for (Path path : List.of(file(), file().resolveSibling("7.duckdb.wal"))) {
      assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
          .isNotEmpty()
          .doesNotContain("CNRYplainvalue", "shelf_of_names");
    }
  }

  /// DuckDB's own crypto is marked unsafe because its nonces come from a small generator. What
  /// matters for AES-GCM is that none comes twice under one key (docs/decisions/0401).
  @Test
  void noTwoBlocksHaveTheSameNonce() throws Exception {
    var session = open(key(1));
    for (int i = 0; i < 4; i++) {
      run(session, "create or replace table t as select hash(range) as h from range(1000000)");
      run(session, "checkpoint");
    }
    byte[] bytes = Files.readAllBytes(file());
    var nonces = new HashSet<String>();
    int blocks = 0;
    for (int at = HEADERS; at + BLOCK <= bytes.length; at += BLOCK) {
      nonces.add(Arrays.toString(Arrays.copyOfRange(bytes, at, at + 12)));
      blocks++;
    }

    assertThat(blocks).isGreaterThan(20);
    assertThat(nonces).hasSize(blocks);
  }

  @Test
  void aFlippedBitIsNoticed() throws Exception {
    run(open(key(1)), "create table t as select hash(range) as h from range(100000)");
    reopen();
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(), bytes);

    assertThatThrownBy(() -> row(open(key(1)), "select sum(h) from t"))
        .isInstanceOf(WarehouseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy (select 1) to 'out.csv'",
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "attach 'other.db'",
        "install httpfs",
        "load httpfs",
        "export database 'somewhere'",
        "set temp_directory = 'somewhere'",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset lock_configuration",
        "set memory_limit = '100GB'",
        "set autoload_known_extensions = true",
        "set log_query_path = 'queries.log'",
        "call enable_logging(storage = 'file', storage_path = 'log')",
        "pragma enable_profiling = 'json'",
        "set secret_directory = 'somewhere'"
      })
  void sqlTouchesNothingButTheDatabase(String sql) {
    var session = open(key(1));

    assertThatThrownBy(() -> run(session, sql)).isInstanceOf(WarehouseException.class);
    assertThat(row(session, "select 1")).isEqualTo(List.of(1L));
  }

  @Test
  void whatASessionNeedsForItselfCanBeSet() {
    var session = open(key(1));
    run(session, "create schema staging");

    run(session, "set TimeZone = 'Europe/Vienna'");
    run(session, "use shop.staging");

    assertThat(row(session, "select current_schema()")).isEqualTo(List.of("staging"));
  }

  @Test
  void theKeyCannotBeAskedFor() {
    var session = open(key(0xab));

    assertThat(
            session
                .execute(
                    Statement.query(
                        "select cast(d as varchar) from duckdb_databases() d"
                            + " union all select cast(s as varchar) from duckdb_settings() s"
                            + " union all select cast(l as varchar) from duckdb_logs l",
                        ""))
                .rows()
                .rows()
                .toString())
        .doesNotContain(key(0xab).reveal());
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedAndNotSpilled() throws Exception {
    var settings =
        DuckDbSettings.sealed(file(), key(1), "shop", "main")
            .withSettings(java.util.Map.of("memory_limit", "60MB", "threads", "1"));
    var session =
        warehouses.warehouse("sealed", settings, Limits.standard(), "run 1").open("master");

    assertThatThrownBy(() ->
            run(
                session,
                "create temp table t as select hash(range) || repeat('x', 80) as s"
                    + " from range(3000000) order by s"))
        .hasMessageStartingWith("Out of Memory Error");
    try (var files = Files.list(file().getParent())) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.startsWith("7.duckdb"));
    }
  }
}
