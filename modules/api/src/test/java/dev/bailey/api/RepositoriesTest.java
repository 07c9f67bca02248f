package dev.bailey.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bailey.git.Author;
import dev.bailey.git.CommitDraft;
import dev.bailey.git.Edit;
import dev.bailey.git.GitRepository;
import dev.bailey.git.sync.DeployKeys;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryId;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.security.permission.PermissionSet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Repositories as dbt Cloud's Administrative API has them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RepositoriesTest {
  private TestApi api;
  private String token;
  private ProjectId project;
  private String root;

  @BeforeAll
  void start(@TempDir Path home) {
    api = new TestApi(home);
    token = api.token(PermissionSet.ACCOUNT_ADMIN);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void newProject() {
    project = api.projects.add(ProjectDefinition.of("Spokes"), api.clock.instant()).id();
    root = "/api/v3/accounts/1/projects/" + project + "/repositories/";
  }

  private JsonNode created(String json) {
    HttpResponse<String> response = api.post(root, token, json);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return TestApi.json(response).path("data");
  }

  private void refused(String path, String json, String... words) {
    HttpResponse<String> response = api.post(path, token, json);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(TestApi.json(response).at("/status/user_message").asText()).contains(words);
  }

  private JsonNode delete(String path) {
    HttpResponse<String> response =
        api.send(api.request(path).header("Authorization", "Token " + token).DELETE().build());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return TestApi.json(response).path("data");
  }

  private RepositoryOrigin.Remote kept(JsonNode repository) {
    var link = api.links.find(new RepositoryId(repository.path("id").asLong())).orElseThrow();
    return (RepositoryOrigin.Remote) link.settings().origin();
  }

  @Test
  void whoeverIsSignedInLearnsHowGitReachesThisServerOverSsh() {
    var told = TestApi.json(api.get("/api/bailey/v1/git-server", token));

    assertThat(told.path("ssh_port").asInt()).isEqualTo(8022);
    assertThat(told.path("ssh_host_key").asText()).isEqualTo(TestApi.SSH_HOST_KEY);
    assertThat(told.path("ssh_fingerprint").asText())
        .isEqualTo("SHA256:6fqmS8ReKOLrI8OhuceCbNueyBVLyHfJm6C0dFHQ4Cs");
  }

  @Test
  void overSshADeployKeyIsMadeWhosePublicHalfIsShown() {
    JsonNode repository =
        created(
            """
            {"remote_url": "git@git.example.com:company/shop.git",
             "git_clone_strategy": "deploy_key", "pull_request_url_template": "https://x/{{a}}"}
            """);

    assertThat(repository.path("project_id").asLong()).isEqualTo(project.value());
    assertThat(repository.path("full_name").asText()).isEqualTo("company/shop");
    assertThat(repository.path("remote_backend").asText()).isEqualTo("manual_config");
    assertThat(repository.path("git_clone_strategy").asText()).isEqualTo("deploy_key");
    assertThat(repository.at("/deploy_key/public_key").asText())
        .startsWith("ssh-ed25519 ")
        .endsWith(" bailey project " + project);
    assertThat(repository.path("pull_request_url_template").asText()).isEqualTo("https://x/{{a}}");
    assertThat(repository.has("github_installation_id")).isTrue();
    assertThat(repository.toString()).doesNotContain("PRIVATE");
    assertThat(api.get(root + repository.path("id").asText() + "/", token).body())
        .contains(repository.at("/deploy_key/public_key").asText())
        .doesNotContain("PRIVATE");
  }

  @Test
  void overHttpsATokenIsTakenAndNeverShown() {
    JsonNode repository =
        created(
            """
            {"remote_url": "https://git.example.com/company/shop.git",
             "git_clone_strategy": "git_token", "username": "bot", "token": "t0p-s3cret"}
            """);

    assertThat(repository.path("git_clone_strategy").asText()).isEqualTo("git_token");
    assertThat(repository.path("username").asText()).isEqualTo("bot");
    assertThat(api.get(root, token).body()).contains("company/shop").doesNotContain("t0p-s3cret");
    assertThat(kept(repository).access()).isInstanceOf(GitAccess.Token.class);
  }

  @Test
  void whatCannotBeFollowedIsRefusedWithTheRemedy() {
    refused(root, "{}", "remote_url is required");
    for (String url :
        List.of("http://a.example/x", "file:///etc", "/etc", "git://a/b", "ext::sh -c id")) {
      refused(root, "{\"remote_url\": \"" + url + "\"}", "remote_url", "https:// or ssh://");
    }
    refused(root, "{\"remote_url\": \"https://u:pw@a.example/x\"}", "credentials");
    refused(root, "{\"remote_url\": \"https://forbidden.example/x\"}", "no rule allows");
    refused(
        root,
        "{\"remote_url\": \"https://a.example/x\", \"git_clone_strategy\": \"github_app\"}",
        "'github_app' is not offered");
    refused(
        root,
        "{\"remote_url\": \"https://a.example/x\", \"git_clone_strategy\": \"deploy_key\"}",
        "a deploy key is for SSH");
    refused(root, "{\"remote_url\": \"git@a.example:x\", \"token\": \"t\"}", "token is for HTTPS");
    refused(
        root,
        "{\"remote_url\": \"git@a.example:x\", \"host_key\": \"ssh-ed25519 nonsense\"}",
        "host_key:");
    assertThat(api.links.of(project)).isEmpty();
    assertThat(api.repositories.find(project)).isEmpty();
  }

  @Test
  void aSecondRepositoryIsRefusedUntilTheFirstIsTakenAway() {
    created("{\"remote_url\": \"git@git.example.com:company/shop.git\"}");

    assertThat(api.post(root, token, "{\"remote_url\": \"git@a.example:other\"}").statusCode())
        .isEqualTo(409);
    assertThat(
            api.post(root.replace("repositories", "managed-repositories"), token, "{}")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void aChangeKeepsTheKeyAndForgetsWhatBelongsToAnotherHost() {
    JsonNode before = created("{\"remote_url\": \"git@git.example.com:company/shop.git\"}");
    String one = root + before.path("id").asText() + "/";
    String hostKey = DeployKeys.make("x").publicKey();

    api.post(one, token, "{\"host_key\": \"" + hostKey + "\"}");
    assertThat(hostKey).startsWith(kept(before).hostKey()).endsWith(" x");
    JsonNode same =
        TestApi.json(
                api.post(one, token, "{\"remote_url\": \"git@git.example.com:company/new.git\"}"))
            .path("data");
    assertThat(same.path("full_name").asText()).isEqualTo("company/new");
    assertThat(same.at("/deploy_key/public_key")).isEqualTo(before.at("/deploy_key/public_key"));
    assertThat(kept(before).hostKey()).isNotEmpty();

    api.post(one, token, "{\"remote_url\": \"git@other.example:company/new.git\"}");
    assertThat(kept(before).hostKey()).isEmpty();
  }

  @Test
  void aTokenIsNotCarriedToAnotherHost() {
    JsonNode repository =
        created("{\"remote_url\": \"https://a.example/x\", \"token\": \"t0p-s3cret\"}");
    String one = root + repository.path("id").asText() + "/";

    refused(one, "{\"remote_url\": \"https://evil.example/x\"}", "token is required");
    refused(one, "{\"remote_url\": \"https://a.example:444/x\"}", "token is required");

    assertThat(kept(repository).url()).isEqualTo("https://a.example/x");
  }

  @Test
  void takingARemoteRepositoryAwayDestroysWhatWasSynced() {
    JsonNode repository =
        created("{\"remote_url\": \"https://a.example/x\", \"token\": \"t0p-s3cret\"}");
    commit(api.repositories.get(project));

    JsonNode deleted = delete(root + repository.path("id").asText() + "/");

    assertThat(deleted.path("state").asInt()).isEqualTo(2);
    assertThat(api.repositories.find(project)).isEmpty();
    assertThat(api.links.of(project)).isEmpty();
    assertThat(kept(repository).access()).isInstanceOf(GitAccess.Open.class);
    assertThat(api.get(root + repository.path("id").asText() + "/", token).statusCode())
        .isEqualTo(404);
    created("{\"remote_url\": \"https://a.example/x\"}");
    assertThat(api.repositories.get(project).branches()).isEmpty();
  }

  private static void commit(GitRepository repository) {
    repository.commit(
        new CommitDraft(
            "main",
            Optional.empty(),
            List.of(new Edit.Write("a", new byte[] {1})),
            new Author("Ann", "ann@example.com"),
            "first"));
  }

  @Test
  void versionTwoListsFindsAndTakesAway() {
    JsonNode repository = created("{\"remote_url\": \"https://a.example/only-here\"}");
    String all = "/api/v2/accounts/1/repositories/";

    JsonNode found = TestApi.json(api.get(all + "?project_id=" + project, token)).path("data");
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isEqualTo(repository);
    assertThat(
            TestApi.json(api.get(all + "?remote_url=https://a.example/only-here", token))
                .path("data"))
        .hasSize(1);
    assertThat(api.get(all + repository.path("id").asText() + "/", token).statusCode())
        .isEqualTo(200);
    delete(all + repository.path("id").asText() + "/");
    assertThat(TestApi.json(api.get(all + "?project_id=" + project, token)).path("data")).isEmpty();
  }

  @Test
  void aFetchThatFailsSaysWhyAndWhenItIsTriedAgain() {
    // Nothing listens there: the policy of this test leads every host to this machine.
    created("{\"remote_url\": \"https://a.example:1/x\"}");
    String sync = "/api/bailey/v1/projects/" + project + "/repository/sync";

    assertThat(TestApi.json(api.get(sync, token)).path("state").asText()).isEqualTo("waiting");
    JsonNode failed = TestApi.json(api.post(sync, token, "{}"));

    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("code").asText()).isEqualTo("unreachable");
    assertThat(failed.path("message").asText()).contains("nothing answers at a.example:1");
    assertThat(TestApi.json(api.get(sync, token))).isEqualTo(failed);
    assertThat(api.get(sync.replace("sync", "host-key"), token).statusCode()).isEqualTo(409);
  }

  @Test
  void whoMayOnlyReadMayNotFetchNorTakeAway() {
    JsonNode repository = created("{\"remote_url\": \"https://a.example/x\"}");
    String reader = api.token(PermissionSet.DEVELOPER);
    String one = root + repository.path("id").asText() + "/";

    assertThat(api.get(one, reader).statusCode()).isEqualTo(200);
    assertThat(api.post(one, reader, "{}").statusCode()).isEqualTo(403);
    HttpRequest.Builder request = api.request(one).header("Authorization", "Token " + reader);
    assertThat(api.send(request.DELETE().build()).statusCode()).isEqualTo(403);
    assertThat(
            api.post("/api/bailey/v1/projects/" + project + "/repository/sync", reader, "{}")
                .statusCode())
        .isEqualTo(403);
  }
}
