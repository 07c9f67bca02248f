package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.security.permission.PermissionSet;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Groups, as dbt Cloud's Terraform provider keeps them.
class GroupsTest {
  private static final String ROOT = "/api/v3/accounts/1/";

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

  @Test
  void aGroupIsMadeChangedAndDeleted() {
    JsonNode made =
        data(post("groups/", "{\"name\":\"Finance\",\"sso_mapping_groups\":[\"fin\"]}"), 201);
    String one = "groups/" + made.get("id") + "/";

    JsonNode changed = data(post(one, "{\"name\":\"Money\",\"assign_by_default\":true}"), 200);
    assertThat(changed.get("name").asText()).isEqualTo("Money");
    assertThat(changed.get("assign_by_default").asBoolean()).isTrue();
    assertThat(changed.get("sso_mapping_groups").get(0).asText()).isEqualTo("fin");
    assertThat(data(api.get(ROOT + "groups/", owner), 200)).containsExactly(changed);

    assertThat(data(post(one, "{\"state\":2}"), 200).get("state").asInt()).isEqualTo(2);
    assertThat(api.get(ROOT + one, owner).statusCode()).isEqualTo(404);
  }

  @Test
  void itsPermissionsAreReplacedAsAWhole() {
    String one = data(post("groups/", "{\"name\":\"Finance\"}"), 201).get("id").asText();

    post(
        "group-permissions/" + one + "/",
        "[{\"permission_set\":\"readonly\",\"project_id\":7},{\"permission_set\":\"member\"}]");
    JsonNode permissions =
        data(
            post(
                "group-permissions/" + one + "/",
                """
                [{"permission_set": "developer", "project_id": 7, "all_projects": false,
                  "writable_environment_categories": ["staging", "development"]}]
                """),
            200);

    assertThat(permissions).hasSize(1);
    assertThat(permissions.get(0).get("permission_set").asText()).isEqualTo("developer");
    assertThat(permissions.get(0).get("project_id").asLong()).isEqualTo(7);
    assertThat(permissions.get(0).get("all_projects").asBoolean()).isFalse();
    assertThat(permissions.get(0).get("writable_environment_categories"))
        .extracting(JsonNode::asText)
        .containsExactly("development", "staging");
  }

  @Test
  void aPermissionThatMakesNoSenseIsRefusedWithTheReason() {
    String one = data(post("groups/", "{\"name\":\"Finance\"}"), 201).get("id").asText();
    String path = "group-permissions/" + one + "/";

    assertThat(reason(post(path, "{}"))).contains("list of permissions");
    assertThat(reason(post(path, "[{\"permission_set\":\"emperor\"}]"))).contains("emperor");
    assertThat(
            reason(
                post(
                    path,
                    "[{\"permission_set\":\"analyst\",\"writable_environment_categories\":[\"x\"]}]")))
        .contains("writable_environment_categories")
        .contains("staging");
  }

  @Test
  void aUserIsPutIntoGroups() {
    String one = data(post("groups/", "{\"name\":\"Finance\"}"), 201).get("id").asText();
    String user =
        TestApi.json(api.post("/api/bailey/v1/users", owner, "{\"login\":\"ada\",\"grants\":[]}"))
            .get("id")
            .asText();
    String assignment = "{\"user_id\":%s,\"desired_group_ids\":[%s]}".formatted(user, one);

    assertThat(data(post("assign-groups/", assignment), 200)).hasSize(1);

    JsonNode read = TestApi.json(api.get("/api/bailey/v1/users/" + user, owner));
    assertThat(read.get("groups").get(0).get("name").asText()).isEqualTo("Finance");
    assertThat(post("assign-groups/", assignment.replace("[", "[99,")).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String path, String json) {
    return api.post(ROOT + path, owner, json);
  }

  private static JsonNode data(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return TestApi.json(answer).get("data");
  }

  private static String reason(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    return TestApi.json(answer).get("status").get("user_message").asText();
  }
}
