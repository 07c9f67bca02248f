package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import dev.bailey.testkit.GitOverSsh;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project on a git host elsewhere: nginx before `git-http-backend`, or OpenSSH. A run works on
/// what is there when it starts.
@Tag("slow")
class SyncedProjectTest {
  @TempDir Path directory;

  private GitClient git;
  private Path work;
  private Path bare;

  @BeforeEach
  void hostARepository() {
    git = new GitClient(directory);
    work =
        git.project(
            "work",
            Map.of(
                "dbt_project.yml",
                "name: shop\nversion: '1.0'\nprofile: any\n",
                "models/one.sql",
                "select 1 as id\n"));
    bare = directory.resolve("remotes/shop.git");
    git.git(directory, "clone", "-q", "--bare", work.toString(), bare.toString());
    git.git(work, "remote", "add", "origin", bare.toString());
  }

  private String pushed(String model) {
    git.commit(work, "models/" + model + ".sql", "select 2 as id\n");
    git.git(work, "push", "-q", "origin", "main");
    return git.git(work, "rev-parse", "HEAD").trim();
  }

  private LiveBailey bailey(Map<String, String> more, InetSocketAddress... hosts) {
    var configuration = new HashMap<>(more);
    var allowed = new StringBuilder();
    for (var host : hosts) {
      allowed.append(" localhost:").append(host.getPort());
      allowed.append(" 127.0.0.1:").append(host.getPort());
    }
    configuration.put("BAILEY_EGRESS_ALLOW", allowed.toString());
    return LiveBailey.on(directory.resolve("home"), configuration);
  }

  private static JsonNode follow(LiveBailey bailey, long project, ObjectNode repository) {
    return bailey
        .client()
        .call("POST", "/api/v3/accounts/1/projects/" + project + "/repositories/", repository)
        .path("data");
  }

  private static JsonNode run(LiveBailey bailey, long job) {
    return bailey.client().ended(bailey.client().run(job));
  }

  private static void assertSuccess(JsonNode run, String sha) {
    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
    assertThat(run.path("git_sha").asText()).isEqualTo(sha);
  }

  private static void assertFailure(JsonNode run, String... words) {
    assertThat(run.path("status_humanized").asText()).isEqualTo("Error");
    assertThat(run.path("status_message").asText()).contains(words);
    assertThat(run.at("/run_steps/0/logs").asText()).contains(words);
  }

  @Test
  void overHttpsEachRunWorksOnTheNewestCommitAndOnTheLastOneWhileTheHostIsDown() throws Exception {
    String first = git.git(work, "rev-parse", "HEAD").trim();
    var https =
        new GitOverHttps(
            Files.createDirectories(directory.resolve("nginx")), git, directory.resolve("remotes"));
    Path authority = Files.writeString(directory.resolve("ca"), https.authority());
    // Nothing but the start of a run fetches while this test lasts.
    var configuration =
        Map.of("BAILEY_GIT_AUTHORITIES", authority.toString(), "BAILEY_GIT_POLL_SECONDS", "86400");
    try (https;
        var bailey = bailey(configuration, https.address())) {
      long project = bailey.bareProject("shop");
      var repository =
          Client.object()
              .put("remote_url", https.url("localhost", "shop.git"))
              .put("username", GitOverHttps.USER)
              .put("token", "wrong-t0ken");
      long id = follow(bailey, project, repository).path("id").asLong();
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      String path = "/api/v3/accounts/1/projects/" + project + "/repositories/" + id + "/";

      assertFailure(run(bailey, job), "did not let us in", "token may have expired");
      bailey.client().call("POST", path, Client.object().put("token", GitOverHttps.TOKEN));
      assertSuccess(run(bailey, job), first);
      String second = pushed("two");
      assertSuccess(run(bailey, job), second);

      https.close();
      JsonNode stale = run(bailey, job);
      assertSuccess(stale, second);
      assertThat(stale.at("/run_steps/0/logs").asText())
          .contains("WARNING: the repository cannot be fetched: nothing answers at localhost")
          .contains("works with what was fetched before");

      bailey.client().call("DELETE", path, Client.object());
      assertFailure(run(bailey, job), "has no repository yet");
      assertThat(directory.resolve("home/data/git")).isEmptyDirectory();
    }
  }

  @Test
  void aRunThatWaitsForItsHostIsCancelledAtOnce() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var bailey = bailey(Map.of("BAILEY_GIT_POLL_SECONDS", "86400"), listening(silent))) {
      long project = bailey.bareProject("shop");
      var repository =
          Client.object()
              .put("remote_url", "https://127.0.0.1:%d/shop.git".formatted(silent.getLocalPort()));
      follow(bailey, project, repository);
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      long run = bailey.client().run(job);
      silent.accept();
      Instant asked = Instant.now();

      bailey.client().call("POST", "/api/v2/accounts/1/runs/" + run + "/cancel/", Client.object());
      JsonNode ended = bailey.client().ended(run);

      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(ended.path("status_humanized").asText()).isEqualTo("Cancelled");
      assertThat(ended.at("/run_steps/0/status_humanized").asText()).isEqualTo("Cancelled");
      assertThat(ended.at("/run_steps/0/logs").asText())
          .contains("Stopped while the repository was being fetched.");
    }
  }

  private static InetSocketAddress listening(ServerSocket socket) {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Test
  void overSshTheHostsKeyIsConfirmedAndTheDeployKeyLetIn() throws Exception {
    String first = git.git(work, "rev-parse", "HEAD").trim();
    Path place = Files.createDirectories(directory.resolve("sshd"));
    try (var sshd = new GitOverSsh(place, git, "");
        var bailey = bailey(Map.of("BAILEY_GIT_POLL_SECONDS", "1"), sshd.address())) {
      long project = bailey.bareProject("shop");
      JsonNode repository =
          follow(bailey, project, Client.object().put("remote_url", sshd.url(bare)));
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");
      String sync = "/api/bailey/v1/projects/" + project + "/repository/";

      assertFailure(run(bailey, job), "host's SSH key was not confirmed yet");
      JsonNode shown = bailey.client().get(sync + "host-key");
      assertThat(shown.path("host_key").asText()).isEqualTo(sshd.hostKey("host"));
      assertThat(shown.path("fingerprint").asText()).startsWith("SHA256:");
      bailey
          .client()
          .call(
              "POST",
              "/api/v3/accounts/1/projects/%d/repositories/%d/"
                  .formatted(project, repository.path("id").asLong()),
              Client.object().put("host_key", shown.path("host_key").asText()));
      assertFailure(run(bailey, job), "add the project's public key");
      sshd.authorize(repository.at("/deploy_key/public_key").asText());
      assertSuccess(run(bailey, job), first);

      String second = pushed("two");
      awaitSynced(bailey, sync + "sync");
      assertSuccess(run(bailey, job), second);
    }
  }

  /// Until polling has brought news by itself.
  private static void awaitSynced(LiveBailey bailey, String path) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    JsonNode last = bailey.client().get(path);
    while (last.path("changes").isEmpty() && Instant.now().isBefore(deadline)) {
      last = bailey.client().get(path);
    }
    assertThat(last.path("changes")).as(last.toPrettyString()).isNotEmpty();
  }

  @Test
  void aHostThatTheOperatorVouchesForNeedsNoConfirming() throws Exception {
    Path place = Files.createDirectories(directory.resolve("sshd"));
    try (var sshd = new GitOverSsh(place, git, "")) {
      Path hosts = Files.writeString(directory.resolve("hosts"), sshd.knownHost() + "\n");
      try (var bailey =
          bailey(Map.of("BAILEY_GIT_KNOWN_HOSTS", hosts.toString()), sshd.address())) {
        long project = bailey.bareProject("shop");
        JsonNode repository =
            follow(bailey, project, Client.object().put("remote_url", sshd.url(bare)));
        sshd.authorize(repository.at("/deploy_key/public_key").asText());

        JsonNode synced =
            bailey
                .client()
                .call(
                    "POST",
                    "/api/bailey/v1/projects/" + project + "/repository/sync",
                    Client.object());

        assertThat(synced.path("state").asText()).as(synced.toString()).isEqualTo("synced");
        assertThat(
                bailey
                    .client()
                    .exchange(
                        "POST",
                        "/api/v3/accounts/1/projects/"
                            + bailey.bareProject("other")
                            + "/repositories/",
                        Client.object().put("remote_url", "https://git.example.com/x"))
                    .body())
            .contains("remote_url: The egress policy refuses git.example.com:443");
      }
    }
  }
}
