package dev.bailey.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementRecord;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.DuckDbSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// DuckDB as the engine sees it: through the route of its connection.
final class DuckDbTest {
  private static final String ENDLESS =
      "create table big as select count(*) as n from range(1000000) a, range(1000000) b"
          + " where a.range % 7 = b.range % 3";

  private final List<StatementRecord> audited = new CopyOnWriteArrayList<>();
  private final Warehouses warehouses =
      new Warehouses(EgressPolicy.everywhere(), audited::add, InstantSource.system());

  @TempDir Path directory;
  private Warehouse warehouse;
  private Session session;

  @BeforeEach
  void open() {
    use(Limits.standard());
  }

  private void use(Limits limits) {
    warehouse = warehouses.warehouse("duck", DuckDbSettings.memory("test"), limits, "run 1");
    session = warehouse.open("master");
  }

  @AfterEach
  void close() {
    warehouses.close();
  }

  private Result run(String sql) {
    return session.execute(Statement.of(sql, "model.shop.a"));
  }

  private List<List<@Nullable Object>> rows(String sql, @Nullable Object... bindings) {
    return query(sql, bindings).rows().rows();
  }

  @SuppressWarnings("NullAway") // bindings may hold null, which the type of the port does not say
  private Result query(String sql, @Nullable Object... bindings) {
    return session.execute(new Statement(sql, Arrays.asList(bindings), true, -1, ""));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(Kind kind, String sql) {
    return assertThatThrownBy(() -> query(sql))
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void aStatementAnswersOkAsDbtDuckDbSays() {
    assertThat(run("create table t as select 1 as a").response())
        .isEqualTo(new Response("OK", "", -1));
  }

  @Test
  void theLastOfSeveralStatementsGivesTheRows() {
    var result = query("create table t (a int); insert into t values (1), (2); select a from t");

    assertThat(result.rows().rows()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void nothingAtAllIsFineWithDuckDb() {
    assertThat(query("").rows().size()).isZero();
    assertThat(query("-- only a comment").rows().size()).isZero();
  }

  @Test
  void percentSignsAndQuestionMarksInTextStayAsTheyAre() {
    assertThat(rows("select 5 % 2, '%s', '?', '{d}'"))
        .containsExactly(List.of(1L, "%s", "?", "{d}"));
  }

  @Test
  void bindingsTakeThePlaceOfQuestionMarks() {
    assertThat(rows("select ?, ?, ?, '?'", "it's", 7L, null))
        .containsExactly(Arrays.asList("it's", 7L, null, "?"));
  }

  @Test
  void changedRowsAreCountedWhenTheyAreReadAsAQuery() {
    var result = query("create table t as select * from range(3)");

    assertThat(result.rows().rows()).containsExactly(List.of(3L));
  }

  @Test
  void valuesKeepTheirKinds() {
    var row =
        rows("select 1::tinyint, 2::hugeint, 1.50::decimal(10, 2), 1.5::float,"
                + " date '2020-01-02', timestamp '2020-01-02 03:04:05.678901',"
                + " timestamptz '2020-01-02 03:04:05+00', time '01:02:03', true, null,"
                + " 'ab'::blob, [1, null], {'a': 1, 'b': ['x']}, map {'k': 1.5},"
                + " '{\"a\": 1}'::json, interval '1 month 2 days',"
                + " '42996e33-1709-48e2-845d-6500a68e1969'::uuid, 5::ubigint, 'e'::enum('e')")
            .getFirst();

    assertThat(row.subList(0, 10))
        .isEqualTo(
            Arrays.asList(
                1L,
                BigInteger.TWO,
                new BigDecimal("1.50"),
                1.5,
                LocalDate.parse("2020-01-02"),
                LocalDateTime.parse("2020-01-02T03:04:05.678901"),
                OffsetDateTime.parse("2020-01-02T03:04:05Z"),
                LocalTime.parse("01:02:03"),
                true,
                null));
    assertThat((byte[]) row.get(10)).containsExactly('a', 'b');
    assertThat(row.subList(11, row.size()))
        .isEqualTo(
            List.of(
                Arrays.asList(1L, null),
                Map.of("a", 1L, "b", List.of("x")),
                Map.of("k", new BigDecimal("1.5")),
                "{\"a\": 1}",
                "1 month 2 days",
                "42996e33-1709-48e2-845d-6500a68e1969",
                BigInteger.valueOf(5),
                "e"));
  }

  @Test
  void columnsCarryDuckDbsNamesOfTheirTypes() {
    assertThat(query("select 1 as a, 1.5::decimal(4, 1) as \"B c\", ['x'] as l").rows().columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("a INTEGER", "B c DECIMAL(4,1)", "l VARCHAR[]");
  }

  @Test
  void anErrorIsDuckDbsTextWithItsPointer() {
    assertFails(Kind.MISSING, "select * from nowhere")
        .message()
        .startsWith("Catalog Error: Table with name nowhere does not exist!");
    assertFails(Kind.REFUSED, "/* of bailey */\nselec 1")
        .hasMessage(
            """
            Parser Error: syntax error at or near "selec"

            LINE 2: selec 1
                    ^^^^^\
            """);
  }

  @Test
  void anErrorAmongTheRowsPointsIntoNothingThatTheUserDidNotWrite() {
    assertFails(Kind.REFUSED, "select cast('a' || range as int) from range(3)")
        .hasMessage("Conversion Error: Could not convert string 'a0' to INT32");
  }

  @Test
  void aTransactionIsRolledBackOrCommitted() {
    run("create table t (a int)");
    session.begin();
    assertThat(session.inTransaction()).isTrue();
    run("insert into t values (1)");
    session.rollback();
    session.begin();
    run("insert into t values (2)");
    session.commit();

    assertThat(session.inTransaction()).isFalse();
    assertThat(rows("from t")).containsExactly(List.of(2L));
  }

  @Test
  void endingATransactionThatIsNotThereDoesNothing() {
    session.commit();
    session.rollback();
    session.begin();
    run("rollback");

    session.rollback();

    assertThat(rows("select 1")).containsExactly(List.of(1L));
  }

  @Test
  void afterAnErrorInATransactionARollbackMakesTheSessionUsableAgain() {
    session.begin();
    assertFails(Kind.MISSING, "select * from nowhere");
    session.rollback();

    assertThat(rows("select 1")).containsExactly(List.of(1L));
  }

  @Test
  void sessionsShareTablesAndNotTemporaryOnes() {
    run("create table t as select 1 as a");
    run("create temp table mine as select 1 as a");
    var other = warehouse.open("model.shop.b");

    assertThat(other.execute(Statement.query("from t", "")).rows().size()).isEqualTo(1);
    assertThatThrownBy(() -> other.execute(Statement.query("from mine", "")))
        .hasMessageContaining("mine does not exist");
  }

  @Test
  void aResetSessionHasNoTemporaryTablesAndNoTransaction() {
    run("create temp table mine as select 1 as a");
    session.begin();
    run("create table t as select 1 as a");

    session.reset();

    assertThat(session.inTransaction()).isFalse();
    assertFails(Kind.MISSING, "from mine");
    assertFails(Kind.MISSING, "from t");
  }

  @Test
  void aDatabaseInMemoryLivesAsLongAsItsRun() {
    run("create table t as select 1 as a");
    session.close();
    session = warehouse.open("later");

    assertThat(rows("from t")).hasSize(1);

    warehouse.close();
    use(Limits.standard());
    assertFails(Kind.MISSING, "from t");
  }

  @Test
  void onlyAsManyRowsAsAskedForAreFetched() {
    var first =
        session.execute(new Statement("select * from range(100000)", List.of(), true, 3, ""));

    assertThat(first.rows().rows()).containsExactly(List.of(0L), List.of(1L), List.of(2L));
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void aResultOverTheByteBudgetIsCutOffAndTheSessionGoesOn() {
    use(Limits.standard().withRowBytes(1 << 20));

    assertFails(Kind.TOO_LARGE, "select range, repeat('x', 100) from range(100000)")
        .hasMessageContaining("larger than the 1 MiB");
    assertThat(rows("select 1")).hasSize(1);
  }

  /// Held as a whole before the first row is read, it would end the process.
  @Test
  void aResultWithoutEndIsRefusedWhereTheBudgetEnds() {
    use(Limits.standard().withRowBytes(1 << 20));

    assertFails(Kind.TOO_LARGE, "select repeat('x', 1000) from range(1000000000000)")
        .hasMessageContaining("larger than the 1 MiB");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void anErrorInARowThatNobodyReadsIsStillAnError() {
    assertThatThrownBy(() ->
            run(
                "select cast(case range when 99999 then 'x' else '1' end as int)"
                    + " from range(100000)"))
        .hasMessageContaining("Conversion Error");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anErrorAmongRowsIsToldInsideAndOutsideOfTransactions(boolean transaction) {
    if (transaction) {
      session.begin();
    }

    assertFails(Kind.REFUSED, "select cast(range || 'x' as int) from range(3)")
        .hasMessageContaining("Could not convert string '0x' to INT32");
    session.rollback();
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void cancellingInterruptsTheStatement() {
    var canceller = cancelWhenRunning();

    assertFails(Kind.CANCELLED, ENDLESS);

    assertThat(canceller).isNotNull();
    assertThat(rows("select 1")).hasSize(1);
  }

  private Thread cancelWhenRunning() {
    return Thread.ofVirtual()
        .start(() -> {
          while (warehouses.figures().getFirst().running() == 0) {
            LockSupport.parkNanos(1_000_000);
          }
          session.cancel();
        });
  }

  @Test
  void aStatementOverItsTimeIsCancelled() {
    use(Limits.standard().withStatement(Duration.ofMillis(300)));

    assertFails(Kind.TIMEOUT, ENDLESS).hasMessageContaining("ran longer than");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void closingTheWarehouseCancelsWhatRuns() throws InterruptedException {
    var closer =
        Thread.ofVirtual()
            .start(() -> {
              while (warehouses.figures().getFirst().running() == 0) {
                LockSupport.parkNanos(1_000_000);
              }
              warehouse.close();
            });

    assertFails(Kind.CANCELLED, ENDLESS);

    closer.join();
    assertThatThrownBy(() -> warehouse.open("x")).hasMessage("the run is over");
    assertThat(warehouses.figures().getFirst().sessions()).isZero();
  }

  @Test
  void everyStatementIsAuditedByItsHashAndNotByItsText() {
    run("create table secret_name as select 42 as a");
    assertFails(Kind.MISSING, "select 'secret_name' from nowhere");

    assertThat(audited).hasSize(2);
    var first = audited.getFirst();
    assertThat(first.connection()).isEqualTo("duck");
    assertThat(first.run()).isEqualTo("run 1");
    assertThat(first.node()).isEqualTo("model.shop.a");
    assertThat(first.sha256()).matches("[0-9a-f]{64}");
    assertThat(first.failure()).isEmpty();
    assertThat(audited.getLast().failure()).contains(Kind.MISSING);
    assertThat(audited.toString()).doesNotContain("secret_name");
  }

  @Test
  void figuresCountWhatHappened() {
    run("select 1");
    assertFails(Kind.REFUSED, "selec");

    var figures = warehouses.figures().getFirst();

    assertThat(figures.statements()).isEqualTo(2);
    assertThat(figures.failures()).containsExactly(Map.entry(Kind.REFUSED, 1L));
    assertThat(figures.sessions()).isEqualTo(1);
    assertThat(figures.running()).isZero();
  }

  @Test
  void aFileIsSharedByRunsAndNamedAfterItself() {
    var settings = DuckDbSettings.file(directory.resolve("shop.v1.duckdb"), "main");
    var one = warehouses.warehouse("file", settings, Limits.standard(), "run 1");
    var two = warehouses.warehouse("file", settings, Limits.standard(), "run 2");
    one.open("a").execute(Statement.of("create table t as select 1 as a", ""));

    var seen =
        two.open("b").execute(Statement.query("select current_database(), a from t", "")).rows();

    assertThat(seen.rows()).containsExactly(List.of("shop", 1L));
    warehouses.close();
    assertThat(directory.resolve("shop.v1.duckdb")).exists();
    assertThat(directory.resolve("shop.v1.duckdb.wal")).doesNotExist();
  }

  @Test
  void settingsOfTheProfileApplyToEverySession() {
    var settings =
        DuckDbSettings.memory("other")
            .withSettings(Map.of("threads", "1", "TimeZone", "Asia/Tokyo"));
    var set = warehouses.warehouse("set", settings, Limits.standard(), "run 1").open("a");

    assertThat(
            set.execute(
                    Statement.query(
                        "select current_setting('threads'), current_setting('TimeZone')", ""))
                .rows()
                .rows())
        .containsExactly(List.of(1L, "Asia/Tokyo"));
  }

  @Test
  void aSettingThatDuckDbDoesNotKnowSaysSo() {
    var settings = DuckDbSettings.memory("odd").withSettings(Map.of("memory_limt", "1GB"));
    var odd = warehouses.warehouse("odd", settings, Limits.standard(), "run 1");

    assertThatThrownBy(() -> odd.open("a"))
        .hasMessageContaining("unrecognized configuration parameter \"memory_limt\"");
  }

  @ParameterizedTest
  @CsvSource({
    "VARCHAR, true, false, false",
    "HUGEINT, false, true, false",
    "UTINYINT, false, true, false",
    "DOUBLE, false, false, true"
  })
  void typesAreSortedAsDbtDuckDbDoes(String type, boolean string, boolean integer, boolean real) {
    var types = new DuckDbAdapter().columnTypes();

    assertThat(types.isString(type)).isEqualTo(string);
    assertThat(types.isInteger(type)).isEqualTo(integer);
    assertThat(types.isFloat(type)).isEqualTo(real);
  }
}
