package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.permission.PermissionSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Retention by the API: logs are kept for 30 days here, artifacts for 60, runs for 90.
@Timeout(60)
class RetentionTest {
  private static final String RETENTION = "/api/bailey/v1/retention";

  private TestApi api;
  private String owner = "";

  @BeforeEach
  void start(@TempDir Path home) {
    api = new TestApi(home);
    owner = api.token(PermissionSet.OWNER);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Run runOf(int daysAgo) {
    Job job = api.someJob("dbt build");
    Instant then = api.clock.instant().minus(Duration.ofDays(daysAgo));
    Run run =
        api.runs
            .add(job, Trigger.of("try", Trigger.Category.UI, "ada"), Optional.empty(), then)
            .ended(RunStatus.ERROR, Optional.empty(), then);
    api.runs.save(run);
    api.files.putArtifact(run.project(), run.id(), 1, "manifest.json", new byte[] {1});
    return run;
  }

  /// Polls, as a client would.
  private JsonNode enforced() {
    assertThat(api.post(RETENTION, owner, "{}").statusCode()).isEqualTo(202);
    JsonNode state = TestApi.json(api.get(RETENTION, owner));
    while (state.path("working").asBoolean()) {
      state = TestApi.json(api.get(RETENTION, owner));
    }
    return state;
  }

  @Test
  void thePolicyIsTold() {
    JsonNode kept = TestApi.json(api.get(RETENTION, owner)).path("kept");

    assertThat(kept.findValuesAsText("what")).containsExactly("logs", "artifacts", "runs", "audit");
    assertThat(kept.at("/0/days").asInt()).isEqualTo(30);
    assertThat(kept.at("/3/days").isNull()).isTrue();
    assertThat(kept.at("/2/last_removed").isNull()).isTrue();
  }

  @Test
  void whatIsPastItsTimeIsRemovedAndToldOf() {
    Run old = runOf(91);
    Run young = runOf(29);

    JsonNode state = enforced();

    assertThat(state.path("failure").isNull()).as(state.toString()).isTrue();
    assertThat(state.at("/kept/2/last_removed/count").asInt()).isEqualTo(1);
    assertThat(api.get("/api/v2/accounts/1/runs/" + old.id() + "/", owner).statusCode())
        .isEqualTo(404);
    assertThat(api.get("/api/v2/accounts/1/runs/" + young.id() + "/", owner).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRunTellsWhatOfItIsGone() {
    Run run = runOf(61);

    enforced();

    JsonNode view = TestApi.json(api.get("/api/v2/accounts/1/runs/" + run.id() + "/", owner));
    assertThat(view.at("/data/artifacts_saved").asBoolean()).isFalse();
    assertThat(api.files.artifacts(run.project(), run.id(), 1)).isEmpty();
  }

  @Test
  void whoAskedForItIsInTheAudit() {
    enforced();

    var line = api.stores.audit().list(Audit.Query.newest(1).ofType("retention.begun")).getFirst();
    assertThat(line.event().actor().name()).isEqualTo("a token");
  }

  @Test
  void whoMayOnlyLookRemovesNothing() {
    String viewer = api.token(PermissionSet.ACCOUNT_VIEWER);

    assertThat(api.get(RETENTION, viewer).statusCode()).isEqualTo(200);
    assertThat(api.post(RETENTION, viewer, "{}").statusCode()).isEqualTo(403);
    assertThat(api.get(RETENTION, api.token(PermissionSet.DEVELOPER)).statusCode()).isEqualTo(403);
  }
}
