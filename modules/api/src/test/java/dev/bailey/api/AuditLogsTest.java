package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.PermissionSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reading the audit by the API.
class AuditLogsTest {
  private static final String ROOT = "/api/v3/accounts/1/audit-logs/";
  private static final Actor ANN = new Actor("user", 7, "ann@example.com");

  private TestApi api;
  private String viewer = "";

  @BeforeEach
  void start(@TempDir Path home) {
    api = new TestApi(home);
    viewer = api.token(PermissionSet.ACCOUNT_VIEWER);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void write(String type, String at, Map<String, String> details) {
    var origin = new Origin("192.0.2.1", "curl");
    var event =
        new AuditEvent(type, ANN, origin, Target.of("job", 3), AuditEvent.Outcome.DONE, details);
    api.stores.audit().append(event, Instant.parse(at));
  }

  private JsonNode list(String query) {
    var answer = api.get(ROOT + query, viewer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestApi.json(answer);
  }

  @Test
  void aLineTellsWhoDidWhatToWhatFromWhere() {
    write("job_definition.changed", "2026-01-02T10:00:00Z", Map.of("name", "nightly"));

    JsonNode line = list("?event_type=job_definition.").at("/data/0");

    assertThat(line.path("event_type").asText()).isEqualTo("job_definition.changed");
    assertThat(line.path("created_at").asText()).isEqualTo("2026-01-02 10:00:00.000000+00:00");
    assertThat(line.path("actor").asText()).isEqualTo("user:7");
    assertThat(line.path("actor_name").asText()).isEqualTo("ann@example.com");
    assertThat(line.path("actor_ip").asText()).isEqualTo("192.0.2.1");
    assertThat(line.path("outcome").asText()).isEqualTo("done");
    assertThat(line.at("/event_context/target_id").asText()).isEqualTo("3");
    assertThat(line.at("/event_context/name").asText()).isEqualTo("nightly");
  }

  @Test
  void daysActorsAndEventsNarrowTheListAndTheTotal() {
    write("job_definition.added", "2026-01-01T10:00:00Z", Map.of());
    write("job_definition.changed", "2026-01-02T23:59:59Z", Map.of());
    write("job_definition.removed", "2026-01-03T00:00:00Z", Map.of());

    JsonNode day = list("?logged_at_start=2026-01-02&logged_at_end=2026-01-02");
    assertThat(day.path("data").findValuesAsText("event_type"))
        .containsExactly("job_definition.changed");

    JsonNode page = list("?actor_type=user&actor_id=7&limit=1&offset=1");
    assertThat(page.path("data").findValuesAsText("event_type"))
        .containsExactly("job_definition.changed");
    assertThat(page.at("/extra/pagination/total_count").asInt()).isEqualTo(3);
  }

  @Test
  void theWholeAuditIsTakenAwayAsCsv() {
    for (int i = 0; i < 1_001; i++) {
      write("job_definition.changed", "2026-01-02T10:00:00Z", Map.of());
    }
    write("login.password.failed", "2026-01-03T10:00:00Z", Map.of("login", "a \"b\", c"));

    var answer = api.get(ROOT + "download/?logged_at_end=2026-01-03", viewer);

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .contains("audit-log.csv");
    String[] lines = answer.body().split("\r\n");
    assertThat(lines).hasSize(1_003);
    assertThat(lines[0]).startsWith("\"id\",\"created_at\",\"event_type\"");
    assertThat(lines[1]).contains("\"login.password.failed\"").contains("\"login=a \"\"b\"\", c\"");
  }

  @Test
  void aSpreadsheetFindsNoFormulaInIt() {
    var event =
        new AuditEvent(
            "login.password.failed",
            new Actor("anonymous", 0, "=HYPERLINK(\"//evil\")"),
            new Origin("192.0.2.1", "@SUM(A1)"),
            Target.none(),
            AuditEvent.Outcome.REFUSED,
            Map.of());
    api.stores.audit().append(event, Instant.parse("2026-01-03T10:00:00Z"));

    String csv = api.get(ROOT + "download/", viewer).body();

    assertThat(csv).contains("\"'=HYPERLINK(\"\"//evil\"\")\"").contains("\"'@SUM(A1)\"");
  }

  @Test
  void thatItWasTakenAwayIsInTheAudit() {
    api.get(ROOT + "download/?event_type=login.", viewer);

    JsonNode line = list("?event_type=audit_log.").at("/data/0");

    assertThat(line.path("event_type").asText()).isEqualTo("audit_log.exported");
    assertThat(line.at("/event_context/event_type").asText()).isEqualTo("login.");
  }

  @Test
  void whetherItIsToldElsewhereIsTold() {
    String path = "/api/bailey/v1/audit-stream";

    assertThat(TestApi.json(api.get(path, viewer)).path("server").isNull()).isTrue();
    assertThat(api.get(path, api.token(PermissionSet.MEMBER)).statusCode()).isEqualTo(403);
  }

  @Test
  void whoMayNotReadItIsRefused() {
    String member = api.token(PermissionSet.MEMBER);

    assertThat(api.get(ROOT, member).statusCode()).isEqualTo(403);
    assertThat(api.get(ROOT + "download/", member).statusCode()).isEqualTo(403);
    assertThat(api.get(ROOT, api.token(PermissionSet.SECURITY_ADMIN)).statusCode()).isEqualTo(200);
  }

  @Test
  void aMomentThatIsNoneIsToldSo() {
    var answer = api.get(ROOT + "?logged_at_start=yesterday", viewer);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("logged_at_start").contains("2026-01-31");
  }
}
