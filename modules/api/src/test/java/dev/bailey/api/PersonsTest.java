package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.PublicKeyLine;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's data by the API: taken away as a file, and erased.
class PersonsTest {
  private TestApi api;
  private String owner = "";
  private User ada =
      new User(
          new UserId(1),
          UserProfile.of("nobody", "", ""),
          Optional.empty(),
          List.of(),
          false,
          Optional.empty(),
          Instant.EPOCH,
          Instant.EPOCH); // until each test has its own

  @BeforeEach
  void start(@TempDir Path home) {
    api = new TestApi(home);
    owner = api.token(PermissionSet.OWNER);
    ada =
        api.stores
            .users()
            .add(
                new UserProfile("ada@example.com", "ada@example.com", "Ada", "Lovelace"),
                List.of(),
                api.clock.instant());
    // Somebody must remain who may do everything.
    api.stores
        .users()
        .add(
            UserProfile.of("olga@example.com", "", ""),
            List.of(Grant.everywhere(PermissionSet.OWNER)),
            api.clock.instant());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String path(String what) {
    return "/api/bailey/v1/users/" + ada.id() + "/" + what;
  }

  private void doThings() {
    var job = api.someJob("dbt build");
    api.runs.add(
        job,
        Trigger.of("try", Trigger.Category.UI, "user:" + ada.id()),
        Optional.empty(),
        api.clock.instant());
    var event =
        new AuditEvent(
            "job_definition.added",
            new Actor("user", ada.id().value(), "ada@example.com"),
            new Origin("192.0.2.1", "Firefox"),
            Target.of("job_definition", 1),
            AuditEvent.Outcome.DONE,
            Map.of("name", "nightly"));
    api.stores.audit().append(event, api.clock.instant());
    api.stores
        .sshKeys()
        .add(ada.id(), "desk", PublicKeyLine.parse(TestApi.SSH_HOST_KEY), api.clock.instant());
  }

  @Test
  void allThatIsHeldIsOneFile() {
    doThings();

    var answer = api.get(path("personal-data"), owner);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .contains("user-" + ada.id() + ".json");
    JsonNode data = TestApi.json(answer);
    assertThat(data.at("/person/login").asText()).isEqualTo("ada@example.com");
    assertThat(data.at("/person/ssh_keys/0/public_key").asText()).startsWith("ssh-ed25519 AAAA");
    assertThat(data.at("/done/0/event_type").asText()).isEqualTo("job_definition.added");
    assertThat(data.at("/done/0/actor_ip").asText()).isEqualTo("192.0.2.1");
    assertThat(data.at("/done_to_them/0/event_type").asText())
        .isEqualTo("user.personal_data.exported");
    assertThat(data.at("/runs_started/0/id").asLong()).isEqualTo(1);
    assertThat(data.path("not_here").toString()).contains("Commits in git");
  }

  @Test
  void whoIsErasedIsAPseudonymFromThenOn() {
    doThings();

    var answer = api.post(path("erasure"), owner, "{\"login\": \"ada@example.com\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode receipt = TestApi.json(answer);
    assertThat(receipt.path("ssh_keys").asInt()).isEqualTo(1);
    assertThat(receipt.path("audit_mac").asText()).hasSize(64);
    assertThat(api.get(path("personal-data"), owner).statusCode()).isEqualTo(404);
    JsonNode run = TestApi.json(api.get("/api/bailey/v1/runs/1", owner));
    assertThat(run.path("actor").asText()).isEqualTo("user-" + ada.id());
    String audit = api.get("/api/v3/accounts/1/audit-logs/download/", owner).body();
    assertThat(audit).doesNotContain("ada@example.com").contains("user-" + ada.id());
    assertThat(api.stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void whoStartedARunHasTheirNameWhileTheyAreHere() {
    doThings();

    JsonNode run = TestApi.json(api.get("/api/bailey/v1/runs/1", owner));

    assertThat(run.path("actor").asText()).isEqualTo("ada@example.com");
  }

  @Test
  void anotherLoginErasesNobody() {
    assertThat(api.post(path("erasure"), owner, "{\"login\": \"eve\"}").statusCode())
        .isEqualTo(400);
    assertThat(api.post(path("erasure"), owner, "{}").statusCode()).isEqualTo(400);

    assertThat(api.stores.users().find(ada.id())).isPresent();
  }

  @Test
  void whoMayNotIsRefusedAndNothingIsDone() {
    String guard = api.token(PermissionSet.SECURITY_ADMIN);
    String viewer = api.token(PermissionSet.ACCOUNT_VIEWER);
    String body = "{\"login\": \"ada@example.com\"}";

    assertThat(api.get(path("personal-data"), guard).statusCode()).isEqualTo(403);
    assertThat(api.get(path("personal-data"), viewer).statusCode()).isEqualTo(403);
    assertThat(api.post(path("erasure"), guard, body).statusCode()).isEqualTo(403);
    assertThat(api.post(path("erasure"), viewer, body).statusCode()).isEqualTo(403);

    assertThat(api.stores.users().find(ada.id())).isPresent();
    assertThat(api.stores.audit().count(Audit.Query.newest(0).ofType("user.eras"))).isZero();
  }
}
