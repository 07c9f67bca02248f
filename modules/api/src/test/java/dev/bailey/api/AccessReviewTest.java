package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.UserProfile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The access review by the API.
class AccessReviewTest {
  private static final String REVIEW = "/api/bailey/v1/access-review";
  private static final String KEY = "grant:1:job_admin@all";

  private TestApi api;
  private String owner = "";

  @BeforeEach
  void start(@TempDir Path home) {
    api = new TestApi(home);
    owner = api.token(PermissionSet.OWNER);
    add("=ada", PermissionSet.JOB_ADMIN);
    add("olga", PermissionSet.OWNER);
  }

  private void add(String login, PermissionSet set) {
    api.stores
        .users()
        .add(UserProfile.of(login, "", ""), List.of(Grant.everywhere(set)), api.clock.instant());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonNode first() {
    return TestApi.json(api.get(REVIEW, owner)).at("/entitlements/0");
  }

  private static String body() {
    return "{\"key\": \"%s\"}".formatted(KEY);
  }

  @Test
  void itTellsWhoMayDoWhat() {
    assertThat(first().path("key").asText()).isEqualTo(KEY);
    assertThat(first().at("/user/login").asText()).isEqualTo("=ada");
    assertThat(first().at("/grants/0/permission_set").asText()).isEqualTo("job_admin");
    assertThat(first().path("confirmed").isNull()).isTrue();
  }

  @Test
  void oneCallConfirmsAndIsRemembered() {
    assertThat(api.post(REVIEW + "/confirmations", owner, body()).statusCode()).isEqualTo(200);

    assertThat(first().at("/confirmed/by").asText()).isEqualTo("a token");
  }

  @Test
  void oneCallRevokes() {
    assertThat(api.post(REVIEW + "/revocations", owner, body()).statusCode()).isEqualTo(204);

    assertThat(first().at("/user/login").asText()).isEqualTo("olga");
    assertThat(api.post(REVIEW + "/revocations", owner, body()).statusCode()).isEqualTo(404);
  }

  @Test
  void itIsTakenAwayAsCsvWithoutFormulas() {
    var answer = api.get(REVIEW + "/download", owner);

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.body().lines().skip(1).findFirst().orElse(""))
        .startsWith("\"grant\",\"1\",\"'=ada\",\"true\",\"\",\"job_admin@all\"");
  }

  @Test
  void whoMayOnlyLookChangesNothing() {
    String viewer = api.token(PermissionSet.ACCOUNT_VIEWER);

    assertThat(api.get(REVIEW, viewer).statusCode()).isEqualTo(200);
    assertThat(api.post(REVIEW + "/confirmations", viewer, body()).statusCode()).isEqualTo(403);
    assertThat(api.post(REVIEW + "/revocations", viewer, body()).statusCode()).isEqualTo(403);
    assertThat(api.get(REVIEW, api.token(PermissionSet.DEVELOPER)).statusCode()).isEqualTo(403);
  }
}
