package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The UI in a real Chromium; the walks themselves are in `modules/web/e2e`.
@Tag("slow")
class BrowserTest {
  @TempDir private Path home;
  @TempDir private Path work;

  @BeforeEach
  void needsChromium() {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/bin/chromium")), "SKIPPED: there is no Chromium");
  }

  @Test
  void somebodyRunsAJobAndLooksAtEverythingOfIt() throws Exception {
    SampleRunTest.copy(SampleRunTest.sample(), work);
    try (var bailey = LiveBailey.on(home, Map.of())) {
      long project = bailey.project("spokes");
      bailey.push(work, "spokes");
      long job = bailey.job(project, bailey.onDuckDb(project), "Build everything", "dbt build");

      walk(bailey, "run.mjs", Map.of(), Long.toString(job));
    }
  }

  @Test
  void somebodyFollowsARepositoryElsewhereAndDisablesTheSync() throws Exception {
    var git = new GitClient(work);
    Path project = git.project("work", Map.of("dbt_project.yml", "name: shop\n"));
    Path remotes = work.resolve("remotes");
    git.git(work, "clone", "-q", "--bare", project.toString(), remotes + "/shop.git");
    Path nginx = Files.createDirectories(work.resolve("nginx"));
    try (var https = new GitOverHttps(nginx, git, remotes)) {
      Path authority = Files.writeString(work.resolve("ca"), https.authority());
      var configuration =
          Map.of(
              "BAILEY_GIT_AUTHORITIES",
              authority.toString(),
              "BAILEY_EGRESS_ALLOW",
              "localhost:" + https.address().getPort());
      try (var bailey = LiveBailey.on(home, configuration)) {
        var token = Map.of("BAILEY_GIT_TOKEN", GitOverHttps.TOKEN);
        String url = https.url("localhost", "shop.git");

        walk(bailey, "repository.mjs", token, url, GitOverHttps.USER);

        assertThat(home.resolve("data/git")).isEmptyDirectory();
      }
    }
  }

  @Test
  void somebodySetsUpASecondFactorAndSignsInWithARecoveryCode() throws Exception {
    try (var bailey = LiveBailey.on(home, Map.of())) {
      walk(bailey, "second-factor.mjs", Map.of());
    }
  }

  @Test
  void somebodyReviewsAccessLooksAtRetentionAndErasesAUser() throws Exception {
    try (var bailey = LiveBailey.on(home, Map.of())) {
      var ada =
          Client.json(
              """
              {"login": "ada@example.com", "grants": [{"permission_set": "job_viewer"}]}
              """);
      bailey.client().call("POST", "/api/bailey/v1/users", ada);

      walk(bailey, "persons.mjs", Map.of(), "ada@example.com");
    }
  }

  /// Walks as a script of `modules/web/e2e` says.
  static void walk(
      LiveBailey bailey, String script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path web = SampleRunTest.sample().resolve("../../modules/web").normalize();
    Path pictures = Files.createDirectories(Path.of("target/pictures").toAbsolutePath());
    var command =
        new ArrayList<>(
            List.of("node", "e2e/" + script, bailey.client().base(), pictures.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(web.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("BAILEY_LOGIN", "admin");
    builder.environment().put("BAILEY_PASSWORD", RunningBailey.PASSWORD);

    Process walk = builder.start();
    String said = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(walk.waitFor()).as(said).isZero();
  }
}
