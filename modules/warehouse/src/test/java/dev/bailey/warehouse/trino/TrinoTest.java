package dev.bailey.warehouse.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.testkit.TrinoServer;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.TrinoSettings;
import dev.bailey.warehouse.settings.TrinoSettings.Login;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The adapter on a real Trino (docs/developer/adapters.md).
@Tag("trino")
class TrinoTest {
  private static Optional<TrinoServer> started = Optional.empty();

  private final Warehouses warehouses =
      new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), Clock.systemUTC());

  @BeforeAll
  static void start() {
    assumeTrue(
        TrinoServer.archive().isPresent(),
        "SKIPPED: no archive of Trino's server; mvn -Ptrino downloads it (821 MB)");
    started = TrinoServer.archive().map(TrinoServer::start);
  }

  @AfterAll
  static void stop() {
    started.ifPresent(TrinoServer::close);
  }

  @AfterEach
  void close() {
    warehouses.close();
  }

  private static TrinoServer server() {
    return started.orElseThrow();
  }

  private static TrinoSettings open() {
    return TrinoSettings.of(
        server().host(), server().port(), new Login.Unchecked("ann", false), "memory", "default");
  }

  private static TrinoSettings secure(String password) {
    return TrinoSettings.of(
        server().host(),
        server().securePort(),
        new Login.ByPassword(server().user(), Password.of(password), Optional.empty()),
        "memory",
        "default");
  }

  private Session session(TrinoSettings settings) {
    return session(settings, Limits.standard());
  }

  private Session session(TrinoSettings settings, Limits limits) {
    Warehouse warehouse = warehouses.warehouse("trino", settings, limits, "run 1");
    return warehouse.open("test");
  }

  private static WarehouseException refused(Session session, String sql) {
    return catchThrowableOfType(
        WarehouseException.class, () -> session.execute(Statement.query(sql, "")));
  }

  @Test
  void everyTypeComesAsPythonsClientGivesIt() {
    try (Session session = session(open())) {
      Rows rows =
          session
              .execute(
                  Statement.query(
                      """
                      select 1, bigint '2', decimal '2.50', 1e0, real '1.1', true, 'x', char 'a',
                        date '2026-01-02', time '01:02:03', timestamp '2026-01-02 03:04:05.123456',
                        timestamp '2026-01-02 03:04:05 Europe/Berlin', x'00ff', array[1, 2],
                        map(array['k'], array[date '2026-01-02']),
                        cast(row(1, null) as row(a integer, b varchar)), json '{"a": 1}',
                        cast(null as date)
                      """,
                      ""))
              .rows();

      var row = new ArrayList<Object>();
      for (Object cell : rows.rows().getFirst()) {
        row.add(comparable(cell));
      }
      assertThat(row)
          .containsExactly(
              1L,
              2L,
              new BigDecimal("2.50"),
              1.0,
              1.1,
              true,
              "x",
              "a",
              LocalDate.of(2026, 1, 2),
              LocalTime.of(1, 2, 3),
              LocalDateTime.of(2026, 1, 2, 3, 4, 5, 123_456_000),
              OffsetDateTime.parse("2026-01-02T03:04:05+01:00"),
              "[0, -1]",
              List.of(1L, 2L),
              Map.of("k", LocalDate.of(2026, 1, 2)),
              Arrays.asList(1L, null),
              "{\"a\":1}",
              "nothing");
    }
  }

  private static Object comparable(@Nullable Object cell) {
    return switch (cell) {
      case null -> "nothing";
      case byte[] bytes -> Arrays.toString(bytes);
      default -> cell;
    };
  }

  @Test
  void valuesGoBesideTheStatementOrInIt() {
    List<Object> values =
        Arrays.asList(1L, "it's", 1.5, new BigDecimal("2.50"), LocalDate.of(2026, 1, 2), null);
    var inside =
        new TrinoSettings(
            server().host(),
            server().port(),
            "memory",
            "default",
            new Login.Unchecked("ann", false),
            Optional.empty(),
            TrinoSettings.SessionStart.plain(),
            false,
            0);

    for (TrinoSettings settings : List.of(open(), inside)) {
      try (Session session = session(settings)) {
        Result result =
            session.execute(new Statement("select ?, ?, ?, ?, ?, ?", values, true, -1, ""));

        assertThat(result.rows().rows().getFirst()).isEqualTo(values);
      }
    }
  }

  @Test
  void theResponseOfEachKindOfStatement() {
    try (Session session = session(open())) {
      assertThat(message(session, "create table numbers as select 1 as n"))
          .isEqualTo("CREATE TABLE (1 rows)");
      assertThat(message(session, "insert into numbers values 2, 3")).isEqualTo("INSERT (2 rows)");
      assertThat(message(session, "create view v as select 1 as n")).isEqualTo("CREATE VIEW");
      assertThat(message(session, "select * from numbers")).isEqualTo("SUCCESS");
      assertThat(message(session, "drop view v; drop table numbers;")).isEqualTo("DROP TABLE");
    }
  }

  private static String message(Session session, String sql) {
    return session.execute(Statement.of(sql, "")).response().message();
  }

  @Test
  void anErrorIsWordedAsDbtWordsIt() {
    try (Session session = session(open())) {
      WarehouseException missing = refused(session, "select * from nowhere");
      WarehouseException wrong = refused(session, "select x");

      assertThat(missing.kind()).isEqualTo(Kind.MISSING);
      assertThat(wrong.kind()).isEqualTo(Kind.REFUSED);
      assertThat(wrong.getMessage())
          .matches(
              "TrinoUserError\\(type=USER_ERROR, name=COLUMN_NOT_FOUND, message=\"line 1:8: Column"
                  + " 'x' cannot be resolved\", query_id=\\w+\\)");
    }
  }

  @Test
  void aPasswordLogsInOverTls() {
    TrinoSettings settings = secure(server().password()).withAuthorities(server().certificate());

    try (Session session = session(settings)) {
      Result result = session.execute(Statement.query("select current_user", ""));

      assertThat(result.rows().rows()).containsExactly(List.of("bailey"));
    }
  }

  @Test
  void aWrongPasswordIsALoginThatFailed() {
    TrinoSettings settings = secure("not-the-password").withAuthorities(server().certificate());

    try (Session session = session(settings)) {
      WarehouseException refused = refused(session, "select 1");

      assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(Kind.LOGIN);
      assertThat(refused).message().doesNotContain("not-the-password");
    }
  }

  @Test
  void aCertificateOfNobodysIsRefused() {
    WarehouseException refused =
        catchThrowableOfType(
            WarehouseException.class, () -> session(secure(server().password())).close());

    assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refused).hasMessageContaining("TLS").hasMessageContaining("`cert`");
  }

  @Test
  void whatAHookSetsHoldsUntilTheNextNode() {
    try (Session session = session(open())) {
      session.execute(Statement.of("set session query_max_run_time = '7m'", ""));
      session.execute(Statement.of("use lake.information_schema", ""));

      assertThat(shown(session)).isEqualTo("7m");
      assertThat(catalog(session)).isEqualTo("lake");

      session.reset();

      assertThat(shown(session)).isNotEqualTo("7m");
      assertThat(catalog(session)).isEqualTo("memory");
    }
  }

  private static Object shown(Session session) {
    return cell(session, "show session like 'query_max_run_time'", 1);
  }

  private static Object catalog(Session session) {
    return cell(session, "select current_catalog", 0);
  }

  private static Object cell(Session session, String sql, int column) {
    Rows rows = session.execute(Statement.query(sql, "")).rows();
    return Optional.ofNullable(rows.rows().getFirst().get(column)).orElse("nothing");
  }

  /// Takes hours if nobody stops it.
  private static final String ENDLESS =
      "select count(*) from unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 10000)) b(y),"
          + " unnest(sequence(1, 10000)) c(z) where x * y * z %% 7 = %d";

  @Test
  void aCancelledStatementEndsInTheServer() throws Exception {
    try (Session session = session(open());
        Session other = session(open())) {
      var running = CompletableFuture.supplyAsync(() -> refused(session, ENDLESS.formatted(3)));
      while (!states(other, "= 3").contains("RUNNING")) {
        Thread.onSpinWait();
      }

      session.cancel();

      assertThat(running.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(states(other, "= 3")).doesNotContain("RUNNING");
    }
  }

  private static List<Object> states(Session session, String end) {
    Rows rows =
        session
            .execute(
                Statement.query(
                    "select state from system.runtime.queries where query like '%% %s'"
                        .formatted(end),
                    ""))
            .rows();
    return rows.rows().stream().map(row -> Optional.ofNullable(row.getFirst()).orElse("")).toList();
  }

  @Test
  void aStatementThatTakesTooLongIsStopped() {
    var limits = Limits.standard().withStatement(Duration.ofSeconds(2));
    try (Session session = session(open(), limits)) {
      assertThat(refused(session, ENDLESS.formatted(4)).kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void aResultOverItsBudgetIsRefused() {
    var limits = Limits.standard().withRowBytes(1 << 20);
    try (Session session = session(open(), limits)) {
      WarehouseException refused =
          refused(
              session,
              "select x from unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 100)) b(y)");

      assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
      assertThat(message(session, "select 1")).isEqualTo("SUCCESS");
    }
  }
}
