package dev.bailey.warehouse.trino;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.Rows;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.AllowList;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.egress.Resolver;
import dev.bailey.warehouse.settings.Password;
import dev.bailey.warehouse.settings.TrinoSettings;
import dev.bailey.warehouse.settings.TrinoSettings.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session's side of the protocol: what it asks, what it makes of the answers, where it does not
/// go. TrinoTest asks a real server.
class TrinoSessionTest {
  private static final String STATS =
      """
      "stats": {"state": "FINISHED", "queued": false, "scheduled": true, "nodes": 1,
        "totalSplits": 1, "queuedSplits": 0, "runningSplits": 0, "completedSplits": 1,
        "cpuTimeMillis": 0, "wallTimeMillis": 0, "queuedTimeMillis": 0, "elapsedTimeMillis": 0,
        "processedRows": 0, "processedBytes": 0, "peakMemoryBytes": 0, "spilledBytes": 0},
      "warnings": []\
      """;

  private final FakeTrino server = started();
  private Warehouses warehouses = warehouses(EgressPolicy.everywhere());
  private Warehouse warehouse = open(Limits.standard());

  private static FakeTrino started() {
    try {
      return new FakeTrino();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Warehouses warehouses(EgressPolicy policy) {
    return new Warehouses(policy, StatementAudit.none(), Clock.systemUTC());
  }

  private Warehouse open(Limits limits) {
    return warehouses.warehouse("trino", settings(server.port()), limits, "run 1");
  }

  private static TrinoSettings settings(int port) {
    return TrinoSettings.of(
        "127.0.0.1", port, new Login.Unchecked("ann", false), "lake", "analytics");
  }

  @BeforeEach
  void nothingWasAskedYet() {
    assertThat(server.asked()).isEmpty();
  }

  @AfterEach
  void close() {
    warehouses.close();
    server.close();
  }

  private static String finished(String more) {
    return "{\"id\": \"q1\", \"infoUri\": \"http://127.0.0.1/q1\", %s, %s}".formatted(more, STATS);
  }

  private static String column(String name, String type) {
    return """
    {"name": "%s", "type": "%s", "typeSignature": {"rawType": "%s", "arguments": []}}\
    """
        .formatted(name, type, type);
  }

  private Result query(String sql) {
    try (Session session = warehouse.open("test")) {
      return session.execute(Statement.query(sql, ""));
    }
  }

  private WarehouseException refused(String sql) {
    return catchThrowableOfType(WarehouseException.class, () -> query(sql));
  }

  @Test
  void eachTypeComesAsPythonsClientGivesIt() {
    server.answers(
        finished(
            "\"columns\": [%s, %s, %s, %s, %s, %s], \"data\": [%s]"
                .formatted(
                    column("a", "bigint"),
                    column("b", "decimal"),
                    column("c", "date"),
                    column("d", "timestamp"),
                    column("e", "timestamp with time zone"),
                    column("f", "real"),
                    """
                    [1, "1.50", "2026-01-02", "2026-01-02 03:04:05.123456789",
                     "2026-01-02 03:04:05.5 Europe/Berlin", 1.1],
                    [null, null, "-0044-03-15", null, null, null]\
                    """)));

    Rows rows = query("select").rows();

    assertThat(rows.rows().getFirst())
        .isEqualTo(
            List.of(
                1L,
                new BigDecimal("1.50"),
                LocalDate.of(2026, 1, 2),
                LocalDateTime.of(2026, 1, 2, 3, 4, 5, 123_457_000),
                OffsetDateTime.parse("2026-01-02T03:04:05.5+01:00"),
                1.1));
    assertThat(rows.rows().getLast())
        .isEqualTo(Arrays.asList(null, null, LocalDate.of(-44, 3, 15), null, null, null));
  }

  @Test
  void theResponseTellsWhatDbtRepeats() {
    server.answers(finished("\"updateType\": \"CREATE TABLE\", \"updateCount\": 3"));

    Result result = query("create table t as select 1");

    assertThat(result.response())
        .isEqualTo(
            new Response("CREATE TABLE (3 rows)", "", 3, "q1", "create table t as select 1"));
  }

  @Test
  void aQueryIsASuccess() {
    server.answers(finished("\"columns\": [%s]".formatted(column("a", "bigint"))));

    Result result = query("select 1 as a where false");

    assertThat(result.response().message()).isEqualTo("SUCCESS");
    assertThat(result.response().count()).hasValue(-1);
    assertThat(result.rows().columns()).containsExactly(new Rows.Column("a", "bigint"));
  }

  @Test
  void severalStatementsAreSentOneByOne() {
    server.answers(finished("\"updateType\": \"DELETE\", \"updateCount\": 1"));
    server.answers(finished("\"updateType\": \"INSERT\", \"updateCount\": 2"));

    Result result = query("delete from t; insert into t select 1;");

    assertThat(server.asked())
        .extracting(FakeTrino.Asked::body)
        .containsExactly("delete from t", "insert into t select 1");
    assertThat(result.response().message()).isEqualTo("INSERT (2 rows)");
  }

  @Test
  void theServersErrorIsWordedAsDbtWordsIt() {
    server.answers(
        finished(
            """
            "error": {"message": "line 1:8: Column 'x' cannot be resolved", "errorCode": 47,
              "errorName": "COLUMN_NOT_FOUND", "errorType": "USER_ERROR",
              "failureInfo": {"type": "T", "suppressed": [], "stack": []}}\
            """));

    WarehouseException refused = refused("select x");

    assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refused)
        .hasMessage(
            "TrinoUserError(type=USER_ERROR, name=COLUMN_NOT_FOUND, message=\"line 1:8: Column 'x'"
                + " cannot be resolved\", query_id=q1)");
  }

  @Test
  void aMissingTableIsKnownAsMissing() {
    server.answers(
        finished(
            """
            "error": {"message": "no", "errorCode": 46, "errorName": "TABLE_NOT_FOUND",
              "errorType": "USER_ERROR", "failureInfo": {"type": "T", "suppressed": [], "stack": []}}\
            """));

    assertThat(refused("select * from x").kind()).isEqualTo(Kind.MISSING);
  }

  @Test
  void aServerThatNamesAnotherHostIsNotFollowed() {
    server.answers(
        finished("\"nextUri\": \"http://169.254.169.254/latest/meta-data\", \"columns\": null"));

    WarehouseException refused = refused("select 1");

    assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(Kind.FORBIDDEN);
    assertThat(refused).hasMessageContaining("169.254.169.254:80");
  }

  @Test
  void norOneThatRedirects() {
    server.answers(307, "", Map.of("Location", "http://169.254.169.254/"));

    WarehouseException refused = refused("select 1");

    assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(Kind.REFUSED);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void theEgressPolicyIsAsked() {
    warehouses.close();
    warehouses = warehouses(new AllowList(List::of, Resolver.system()));
    warehouse = open(Limits.standard());

    assertThatThrownBy(() -> warehouse.open("test"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("The egress policy refuses 127.0.0.1");
  }

  @Test
  void aResultOverItsBudgetIsCutOffAndTheQueryDropped() {
    warehouse = open(Limits.standard().withRowBytes(4_000));
    String text = "x".repeat(1_500);
    for (int page = 0; page < 3; page++) {
      server.answers(
          finished(
              "\"nextUri\": \"$NEXT\", \"columns\": [%s], \"data\": [[\"%s\"]]"
                  .formatted(column("a", "varchar"), text)));
    }

    WarehouseException refused = refused("select a from t");

    assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(server.asked()).extracting(FakeTrino.Asked::method).contains("DELETE");
  }

  @Test
  void soIsOneHugePage() {
    warehouse = open(Limits.standard().withRowBytes(100_000));
    server.answers(finished("\"nextUri\": \"$NEXT\""));
    server.answers(
        finished(
            "\"columns\": [%s], \"data\": [[\"%s\"]]"
                .formatted(column("a", "varchar"), "x".repeat(200_000))));

    assertThat(refused("select a from t").kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void cancellingDropsTheQuery() throws Exception {
    server.answers(finished("\"nextUri\": \"$NEXT\""));
    try (Session session = warehouse.open("test")) {
      var running =
          CompletableFuture.supplyAsync(() ->
              catchThrowableOfType(
                  WarehouseException.class, () -> session.execute(Statement.of("select 1", ""))));
      while (server.asked().stream().noneMatch(one -> one.path().endsWith("/next"))) {
        Thread.onSpinWait();
      }

      session.cancel();
      server.answers(finished("\"nextUri\": \"$NEXT\""));

      assertThat(running.get().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(server.asked())
          .anyMatch(one -> one.method().equals("DELETE") && one.path().contains("/q1/"));
    }
  }

  @Test
  void whatASessionSetsGoesAlongUntilItIsReset() {
    server.answers(
        200,
        finished("\"updateType\": \"SET SESSION\""),
        Map.of("X-Trino-Set-Session", "query_max_run_time=1h"));
    server.answers(finished("\"columns\": null"));
    server.answers(finished("\"columns\": null"));

    try (Session session = warehouse.open("test")) {
      session.execute(Statement.of("set session query_max_run_time = '1h'", ""));
      session.execute(Statement.of("select 1", ""));
      session.reset();
      session.execute(Statement.of("select 2", ""));
    }

    assertThat(server.asked())
        .extracting(one -> one.headers().getOrDefault("X-trino-session", List.of()))
        .containsExactly(List.of(), List.of("query_max_run_time=1h"), List.of());
  }

  @Test
  void aStatementSaysWhoseItIs() {
    server.answers(finished("\"columns\": null"));

    var _ = query("select 1");

    Map<String, List<String>> headers = server.asked().getFirst().headers();
    assertThat(headers).containsEntry("X-trino-user", List.of("ann"));
    assertThat(headers).containsEntry("X-trino-catalog", List.of("lake"));
    assertThat(headers).containsEntry("X-trino-schema", List.of("analytics"));
    assertThat(headers).containsEntry("X-trino-source", List.of("dbt-trino-bailey"));
    assertThat(headers).doesNotContainKey("Authorization");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Warehouse nowhere = warehouses.warehouse("no", settings(free), Limits.standard(), "run 1");

    WarehouseException refused =
        catchThrowableOfType(WarehouseException.class, () -> nowhere.open("test"));

    assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(refused).hasMessageContaining("port " + free).hasMessageContaining("refused");
  }

  @Test
  void aPasswordIsNotSentInTheClear() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var heard = CompletableFuture.supplyAsync(() -> hear(plain));
      var login = new Login.ByPassword("ann", Password.of("hunter2"), Optional.empty());
      var settings = TrinoSettings.of("127.0.0.1", plain.getLocalPort(), login, "lake", "s");
      Warehouse secret = warehouses.warehouse("p", settings, Limits.standard(), "run 1");

      WarehouseException refused =
          catchThrowableOfType(WarehouseException.class, () -> secret.open("test"));

      assertThat(refused).hasMessageContaining("TLS").message().doesNotContain("hunter2");
      assertThat(heard.get()).doesNotContain("POST").doesNotContain("GET");
    }
  }

  /// What a server hears that speaks no TLS, and says so.
  private static String hear(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      byte[] heard = new byte[100];
      int count = socket.getInputStream().read(heard);
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      return new String(heard, 0, count, US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
