package dev.bailey.warehouse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.testkit.PostgresServer;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.AllowList;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.egress.EgressRange;
import dev.bailey.warehouse.egress.Resolver;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.PostgresSettings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real PostgreSQL as the engine sees it. The expected texts are those of psycopg.
@Tag("slow")
final class PostgresTest {
  private static PostgresServer server;

  private static final String SESSIONS =
      "select pid from pg_stat_activity where application_name = 'dbt'";

  private final Warehouses warehouses = warehouses(EgressPolicy.everywhere());
  private Warehouse warehouse;
  private Session session;

  private static Warehouses warehouses(EgressPolicy egress) {
    return new Warehouses(egress, StatementAudit.none(), InstantSource.system());
  }

  @BeforeAll
  static void start() {
    server = PostgresServer.start(List.of("timezone=Asia/Tokyo", "max_connections=20"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    use(settings(), Limits.standard());
  }

  private void use(PostgresSettings settings, Limits limits) {
    warehouse = warehouses.warehouse("pg", settings, limits, "run 1");
    session = warehouse.open("master");
  }

  @AfterEach
  void close() {
    warehouses.close();
  }

  private static PostgresSettings settings() {
    return settings(server.password(), server.database());
  }

  private static PostgresSettings settings(String password, String database) {
    return PostgresSettings.of(
        server.host(), server.port(), server.user(), Password.of(password), database, "public");
  }

  private Result run(String sql) {
    return session.execute(Statement.of(sql, "model.shop.a"));
  }

  @SuppressWarnings("NullAway") // bindings may hold null, which the type of the port does not say
  private Result query(String sql, @Nullable Object... bindings) {
    return session.execute(new Statement(sql, Arrays.asList(bindings), true, -1, ""));
  }

  private List<List<@Nullable Object>> rows(String sql, @Nullable Object... bindings) {
    return query(sql, bindings).rows().rows();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(Kind kind, String sql) {
    return assertThatThrownBy(() -> query(sql))
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void await(String condition) {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      while (true) {
        try (var rows = statement.executeQuery(condition)) {
          rows.next();
          if (rows.getBoolean(1)) {
            return;
          }
        }
        LockSupport.parkNanos(5_000_000);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSessionThatIsOpenedAheadIsTheNextThatIsOpened() {
    warehouse.openAhead();
    warehouse.openAhead();
    awaitSessions(2);

    try (Session _ = warehouse.open("second")) {
      assertThat(rows(SESSIONS)).hasSize(2);
    }
  }

  @Test
  void aSessionThatIsOpenedAheadForNothingEndsWithTheOthers() {
    warehouse.openAhead();
    warehouse.close();

    awaitSessions(0);
  }

  @Test
  void whyASessionCouldNotBeOpenedAheadIsToldWhereItIsNeeded() {
    Warehouse locked =
        warehouses.warehouse(
            "locked", settings("wrong", server.database()), Limits.standard(), "run 1");
    locked.openAhead();

    assertThatThrownBy(() -> locked.open("a"))
        .hasMessageContaining("password authentication failed");
  }

  private static void awaitSessions(int count) {
    await("select count(*) = %d from (%s) dbt".formatted(count, SESSIONS));
  }

  @Test
  void theStatusLineComesBackAsTheServerSaysIt() {
    assertThat(run("create temp table t as select * from generate_series(1, 100)").response())
        .isEqualTo(new Response("SELECT 100", "SELECT", 100));
    assertThat(run("insert into t values (1), (2)").response())
        .isEqualTo(new Response("INSERT 0 2", "INSERT", 2));
    assertThat(run("create view v as select 1 as a").response())
        .isEqualTo(new Response("CREATE VIEW", "CREATE VIEW", -1));
    assertThat(run("drop view v").response().message()).isEqualTo("DROP VIEW");
  }

  @Test
  void severalStatementsAreOneTextAndTheLastOneCounts() {
    var result = query("create temp table t (a int); select 1; insert into t values (7), (8)");

    assertThat(result.response().message()).isEqualTo("INSERT 0 2");
    assertThat(result.rows().size()).isZero();
    assertThat(rows("select 1; select a from t")).containsExactly(List.of(7L), List.of(8L));
  }

  @Test
  void severalStatementsStandOrFallTogether() {
    assertFails(Kind.REFUSED, "create table half (a int); select 1 / 0");

    assertThat(rows("select to_regclass('half')").getFirst().getFirst()).isNull();
  }

  @Test
  void percentSignsQuestionMarksAndBracesStayAsTheyAre() {
    assertThat(rows("select 5 % 2, '%s', '%', '?', '{fn now()}', '{\"a\": 1}'::jsonb ? 'a'"))
        .containsExactly(List.of(1L, "%s", "%", "?", "{fn now()}", true));
  }

  @Test
  void bindingsTakeThePlaceOfQuestionMarks() {
    run("create temp table t (a int, b text, c date, d numeric, e boolean, f timestamp, g float8)");

    query(
        "insert into t values (?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?)",
        1L,
        "it's 100% \\ '?'",
        LocalDate.parse("2020-01-02"),
        new BigDecimal("1.50"),
        true,
        LocalDateTime.parse("2020-01-02T03:04:05"),
        0.1,
        null,
        null,
        null,
        null,
        null,
        null,
        null);

    assertThat(rows("select * from t where a is not null"))
        .containsExactly(
            List.of(
                1L,
                "it's 100% \\ '?'",
                LocalDate.parse("2020-01-02"),
                new BigDecimal("1.50"),
                true,
                LocalDateTime.parse("2020-01-02T03:04:05"),
                0.1));
    assertThat(rows("select count(*) from t")).containsExactly(List.of(2L));
  }

  @Test
  void valuesKeepTheirKinds() {
    var row =
        rows("select 1::int2, 2::int8, 1.50::numeric(10, 2), 1.5::float4, true, null,"
                + " date '2020-01-02', timestamp '2020-01-02 03:04:05.678901',"
                + " timestamptz '2020-01-02 03:04:05+00', time '01:02:03',"
                + " array[1, null, 3], array[['a', 'b \"'], ['NULL', null]],"
                + " 'ab'::bytea, '{\"a\": 1}'::jsonb, interval '1 month 2 days 03:00',"
                + " '42996e33-1709-48e2-845d-6500a68e1969'::uuid, 'x'::char(3),"
                + " 'infinity'::date, date '0044-03-15 BC', 'NaN'::numeric")
            .getFirst();

    assertThat(row.subList(0, 12))
        .isEqualTo(
            Arrays.asList(
                1L,
                2L,
                new BigDecimal("1.50"),
                1.5,
                true,
                null,
                LocalDate.parse("2020-01-02"),
                LocalDateTime.parse("2020-01-02T03:04:05.678901"),
                OffsetDateTime.parse("2020-01-02T12:04:05+09:00"),
                LocalTime.parse("01:02:03"),
                Arrays.asList(1L, null, 3L),
                List.of(List.of("a", "b \""), Arrays.asList("NULL", null))));
    assertThat((byte[]) row.get(12)).containsExactly('a', 'b');
    assertThat(row.subList(13, row.size()))
        .isEqualTo(
            List.of(
                "{\"a\": 1}",
                "1 mon 2 days 03:00:00",
                "42996e33-1709-48e2-845d-6500a68e1969",
                "x  ",
                "infinity",
                "0044-03-15 BC",
                Double.NaN));
  }

  @Test
  void columnsCarryPostgresNamesOfTheirTypes() {
    var columns =
        query(
                "select 1 as a, 'x'::varchar(3) as \"B c\", now() as n, array['x'] as l,"
                    + " point(1, 2) as p")
            .rows()
            .columns();

    assertThat(columns)
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly(
            "a integer",
            "B c character varying",
            "n timestamp with time zone",
            "l text[]",
            "p point");
  }

  /// The driver would set this machine's; dbt's driver does not.
  @Test
  void theTimeZoneIsTheServersOwn() {
    assertThat(rows("show timezone")).containsExactly(List.of("Asia/Tokyo"));
  }

  @Test
  void anErrorPointsAtItsLineAsPsycopgDoes() {
    assertFails(Kind.REFUSED, "select\n  a\nfrom nowhere")
        .hasMessage("relation \"nowhere\" does not exist\nLINE 3: from nowhere\n             ^");
    assertFails(Kind.REFUSED, "select 1 / 0").hasMessage("division by zero");
    assertFails(
            Kind.REFUSED, "create temp table t (a int primary key); insert into t values (1), (1)")
        .hasMessage(
            "duplicate key value violates unique constraint \"t_pkey\"\n"
                + "DETAIL:  Key (a)=(1) already exists.");
    assertFails(
            Kind.REFUSED, "do $$ begin raise exception 'oh' using hint = 'h', detail = 'd'; end $$")
        .hasMessage(
            "oh\nDETAIL:  d\nHINT:  h\n"
                + "CONTEXT:  PL/pgSQL function inline_code_block line 1 at RAISE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-- only a comment", ";"})
  void anEmptyQueryIsAnErrorAsWithPsycopg(String sql) {
    assertFails(Kind.REFUSED, sql).hasMessage("can't execute an empty query");
  }

  @Test
  void aTransactionIsRolledBackOrCommitted() {
    run("create table moves (a int)");
    session.begin();
    assertThat(session.inTransaction()).isTrue();
    run("insert into moves values (1)");
    session.rollback();
    session.begin();
    run("insert into moves values (2)");
    session.commit();

    assertThat(session.inTransaction()).isFalse();
    assertThat(rows("table moves")).containsExactly(List.of(2L));
    run("drop table moves");
  }

  @Test
  void aTransactionThatTheSqlBeganIsSeen() {
    run("begin");
    assertThat(session.inTransaction()).isTrue();
    assertFails(Kind.REFUSED, "selec");
    assertFails(Kind.REFUSED, "select 1")
        .hasMessage(
            "current transaction is aborted, commands ignored until end of transaction block");

    session.rollback();

    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void aResetSessionIsAsGoodAsNewAndHasItsRoleAgain() throws Exception {
    server.run("drop role if exists reporter", "create role reporter");
    var base = settings();
    use(
        new PostgresSettings(
            base.host(),
            base.port(),
            base.user(),
            base.password(),
            base.database(),
            base.schema(),
            Optional.of("reporter"),
            Optional.of("a, public"),
            "appliance",
            10,
            30,
            0,
            base.tls()),
        Limits.standard());
    run("create temp table mine (a int)");
    run("set search_path = pg_catalog");
    session.begin();

    session.reset();

    assertThat(session.inTransaction()).isFalse();
    assertFails(Kind.REFUSED, "table mine");
    assertThat(
            rows(
                "select current_user::text, current_setting('search_path'),"
                    + " current_setting('application_name')"))
        .containsExactly(List.of("reporter", "a, public", "appliance"));
  }

  @Test
  void cancellingEndsTheStatementInTheServer() {
    var canceller =
        Thread.ofVirtual()
            .start(() -> {
              await(
                  "select count(*) > 0 from pg_stat_activity where query like 'select pg_sleep%'"
                      + " and state = 'active'");
              session.cancel();
            });

    assertFails(Kind.CANCELLED, "select pg_sleep(60)")
        .hasMessage("canceling statement due to user request");

    assertThat(canceller).isNotNull();
    await(
        "select count(*) = 0 from pg_stat_activity where query like 'select pg_sleep%'"
            + " and state = 'active'");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void aStatementOverItsTimeIsCancelledInTheServer() {
    use(settings(), Limits.standard().withStatement(Duration.ofMillis(500)));

    assertFails(Kind.TIMEOUT, "select pg_sleep(61)").hasMessageContaining("ran longer than");

    await(
        "select count(*) = 0 from pg_stat_activity where query like 'select pg_sleep(61)%'"
            + " and state = 'active'");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void closingTheWarehouseLeavesNothingRunning() {
    Thread.ofVirtual()
        .start(() -> {
          await(
              "select count(*) > 0 from pg_stat_activity where query like 'select pg_sleep(62)%'"
                  + " and state = 'active'");
          warehouse.close();
        });

    assertFails(Kind.CANCELLED, "select pg_sleep(62)");

    await(
        "select count(*) = 0 from pg_stat_activity where query like 'select pg_sleep(62)%'"
            + " and state = 'active'");
  }

  @Test
  void theServersOwnTimeLimitIsItsRefusal() {
    run("set statement_timeout = 100");

    assertFails(Kind.REFUSED, "select pg_sleep(60)")
        .hasMessage("canceling statement due to statement timeout");
  }

  @Test
  void aSessionThatTheServerEndedIsUnreachableAndAnotherOneWorks() {
    Thread.ofVirtual()
        .start(() ->
            await(
                "select count(pg_terminate_backend(pid)) > 0 from pg_stat_activity"
                    + " where query like 'select pg_sleep(63)%' and state = 'active'"));

    assertFails(Kind.UNREACHABLE, "select pg_sleep(63)")
        .message()
        .contains("terminating connection due to administrator command");
    assertFails(Kind.UNREACHABLE, "select 1").hasMessage("connection already closed");
    assertThat(session.inTransaction()).isFalse();
    assertThat(warehouses.figures().getFirst().running()).isZero();

    session = warehouse.open("again");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void aResultOverTheByteBudgetIsCutOffBeforeItFillsTheMemory() {
    use(settings(), Limits.standard().withRowBytes(1 << 20));

    assertFails(
            Kind.TOO_LARGE, "select g, repeat('x', 1000) from generate_series(1, 100000000) as g")
        .hasMessageContaining("larger than the 1 MiB");

    await(
        "select count(*) = 0 from pg_stat_activity where query like 'select g, repeat%'"
            + " and state = 'active'");
    session = warehouse.open("again");
    assertThat(rows("select 1")).hasSize(1);
  }

  @Test
  void rowsThatNobodyReadsHaveNoBudget() {
    use(settings(), Limits.standard().withRowBytes(1 << 16));

    assertThat(run("select repeat('x', 1000) from generate_series(1, 1000)").response().message())
        .isEqualTo("SELECT 1000");
  }

  @Test
  void onlyAsManyRowsAsAskedForAreGiven() {
    var first =
        session.execute(
            new Statement("select * from generate_series(1, 10)", List.of(), true, 3, ""));

    assertThat(first.rows().rows()).containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void aWrongPasswordSaysSoWithoutThePassword() {
    var wrong =
        warehouses.warehouse(
            "wrong", settings("not-the-password", "postgres"), Limits.standard(), "run 1");

    assertThatThrownBy(() -> wrong.open("a"))
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOGIN))
        .hasMessage(
            "connection to server at \"127.0.0.1\", port %d failed: FATAL:  password"
                    .formatted(server.port())
                + " authentication failed for user \"bailey\"");
  }

  @Test
  void aDatabaseThatIsNotThereSaysSo() {
    var missing =
        warehouses.warehouse(
            "missing", settings(server.password(), "nodb"), Limits.standard(), "run 1");

    assertThatThrownBy(() -> missing.open("a"))
        .hasMessageEndingWith("failed: FATAL:  database \"nodb\" does not exist");
  }

  @Test
  void anEncryptedConnectionIsNotHadFromAServerWithout() {
    var strict =
        settings()
            .withTls(
                new PostgresSettings.Tls(
                    Optional.of(dev.bailey.warehouse.settings.SslMode.REQUIRE),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
    var refused = warehouses.warehouse("strict", strict, Limits.standard(), "run 1");

    assertThatThrownBy(() -> refused.open("a"))
        .hasMessageEndingWith("server does not support SSL, but SSL was required");
  }

  @Test
  void theEgressPolicyDecidesBeforeAnythingIsSent() {
    var closed = warehouses(new AllowList(List::of, Resolver.system()));
    var open =
        warehouses(
            new AllowList(
                () -> List.of(new EgressRange("127.0.0.1", server.port(), server.port())),
                Resolver.system()));
    try (closed;
        open) {
      assertThatThrownBy(
              () -> closed.warehouse("pg", settings(), Limits.standard(), "run 1").open("a"))
          .isInstanceOfSatisfying(
              WarehouseException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
      assertThat(open.warehouse("pg", settings(), Limits.standard(), "run 1").open("a"))
          .isNotNull();
    }
  }

  /// The name leads elsewhere for everybody else: only the address that was admitted is used, also
  /// for cancelling.
  @Test
  void theAddressThatWasAdmittedIsTheOneThatIsConnectedTo() {
    var pinned =
        warehouses(
            new AllowList(
                () ->
                    List.of(
                        new EgressRange("db.invalid", 1, 65535),
                        new EgressRange("127.0.0.1", 1, 65535)),
                host ->
                    host.equals("db.invalid")
                        ? List.of(java.net.InetAddress.ofLiteral("127.0.0.1"))
                        : Resolver.system().addresses(host)));
    var named =
        PostgresSettings.of(
            "db.invalid",
            server.port(),
            server.user(),
            Password.of(server.password()),
            server.database(),
            "public");
    try (pinned) {
      session = pinned.warehouse("pg", named, Limits.standard(), "run 1").open("a");
      Thread.ofVirtual()
          .start(() -> {
            await(
                "select count(*) > 0 from pg_stat_activity where state = 'active'"
                    + " and query like 'select pg_sleep(64)%'");
            session.cancel();
          });

      assertFails(Kind.CANCELLED, "select pg_sleep(64)");
    }
  }
}
