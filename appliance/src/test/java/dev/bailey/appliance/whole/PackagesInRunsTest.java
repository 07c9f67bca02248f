package dev.bailey.appliance.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.testkit.CanaryScanner;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import dev.bailey.testkit.GitOverSsh;
import dev.bailey.testkit.PackageHub;
import dev.bailey.testkit.PackageHub.Release;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of projects that ask for packages: of a hub over HTTPS, of git hosts (nginx before
/// `git-http-backend`, OpenSSH), of an archive and of their own repository.
@Tag("slow")
class PackagesInRunsTest {
  private static final String RUNS = "/api/v2/accounts/1/runs/";
  private static final String PROJECT = "name: shop\nversion: '1.0'\nprofile: any\n";

  @TempDir private Path directory;

  private GitClient git;
  private PackageHub hub;
  private Path home;
  private Path remotes;

  @BeforeEach
  void start() throws Exception {
    git = new GitClient(directory);
    hub = PackageHub.https(directory, git);
    home = directory.resolve("home");
    remotes = Files.createDirectories(directory.resolve("remotes"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  /// What an appliance is told that may go to these hosts, and trusts the hub.
  private Map<String, String> allowing(InetSocketAddress... hosts) throws Exception {
    return allowing("", hosts);
  }

  private Map<String, String> allowing(String authority, InetSocketAddress... hosts)
      throws Exception {
    Path authorities =
        Files.writeString(directory.resolve("authorities"), hub.authority() + authority);
    var configuration = new HashMap<String, String>();
    configuration.put("BAILEY_GIT_AUTHORITIES", authorities.toString());
    configuration.put("BAILEY_GIT_POLL_SECONDS", "86400");
    configuration.put("BAILEY_PACKAGE_HUB_URL", hub.url());
    configuration.put(
        "BAILEY_EGRESS_ALLOW",
        Arrays.stream(hosts)
            .map(host -> "localhost:%1$d 127.0.0.1:%1$d".formatted(host.getPort()))
            .collect(Collectors.joining(" ")));
    return configuration;
  }

  /// A bare repository of these files.
  private Path repository(String name, Map<String, String> files) {
    Path work = git.project(name, files);
    Path bare = remotes.resolve(name + ".git");
    git.git(directory, "clone", "-q", "--bare", work.toString(), bare.toString());
    git.git(work, "remote", "add", "origin", bare.toString());
    return bare;
  }

  private void push(String name, String path, String text) {
    Path work = directory.resolve(name);
    git.commit(work, path, text);
    git.git(work, "push", "-q", "origin", "main");
  }

  /// A project that is hosted here, with a job that builds it.
  private static long job(LiveBailey bailey, Map<String, String> files) {
    return job(bailey, GoodJob.files(files));
  }

  private static long job(LiveBailey bailey, Path work) {
    long project = bailey.project("shop");
    bailey.push(work, "shop");
    return bailey.job(project, bailey.onDuckDb(project), "Build", "dbt build");
  }

  private static Map<String, String> asking(String packages) {
    return Map.of(
        "dbt_project.yml",
        PROJECT,
        "packages.yml",
        "packages:\n" + packages,
        "models/m.sql",
        "select '{{ alpha.alpha_version() }}' as version\n");
  }

  private static JsonNode run(LiveBailey bailey, long job) {
    return bailey.client().ended(bailey.client().run(job));
  }

  private static JsonNode succeeded(LiveBailey bailey, long job) {
    JsonNode run = run(bailey, job);
    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Success");
    return run;
  }

  /// What the run says of its failure, in its log as well.
  private static String failed(LiveBailey bailey, long job) {
    JsonNode run = run(bailey, job);
    assertThat(run.path("status_humanized").asText()).as(run.toPrettyString()).isEqualTo("Error");
    String message = run.path("status_message").asText();
    assertThat(depsLog(run)).contains(message.lines().toList());
    return message;
  }

  private static String depsLog(JsonNode run) {
    assertThat(run.at("/run_steps/2/name").asText()).isEqualTo("Invoke dbt with `dbt deps`");
    return run.at("/run_steps/2/logs").asText();
  }

  @Test
  void packagesFromEverywhereAreKeptEncryptedAndThenNeedNoNetwork() throws Exception {
    var scanner = CanaryScanner.find();
    String canary = scanner.plant();
    String macro = "{%% macro %s() %%}1{%% endmacro %%} {# " + canary + " #}\n";
    hub.publish(Release.of("acme/alpha", "1.0.0").with("macros/c.sql", "{# " + canary + " #}"));
    hub.serve(
        "/tarball.tar.gz",
        hub.archive(
            "top", Map.of("dbt_project.yml", "name: tarry", "macros/t.sql", macro.formatted("t"))));
    repository(
        "gitty", Map.of("dbt_project.yml", "name: gitty", "macros/g.sql", macro.formatted("g")));
    Path nginx = Files.createDirectories(directory.resolve("nginx"));
    try (var https = new GitOverHttps(nginx, git, remotes)) {
      repository(
          "shop",
          Map.of(
              "dbt/dbt_project.yml",
              PROJECT,
              "dbt/packages.yml",
              """
              packages:
                - package: acme/alpha
                  version: ">=1.0.0"
                - git: %s
                  revision: main
                - tarball: %s
                  name: tarry
                - local: ../shared
              """
                  .formatted(https.url("localhost", "gitty.git"), hub.url("/tarball.tar.gz")),
              "shared/dbt_project.yml",
              "name: shared",
              "shared/macros/s.sql",
              macro.formatted("s"),
              "dbt/models/m.sql",
              "select '{{ alpha.alpha_version() }}' as v, {{ gitty.g() }} as g, {{ tarry.t() }} as t,"
                  + " {{ shared.s() }} as s\n"));
      var allowed = allowing(https.authority(), https.address(), hub.address());
      String token;
      long job;
      try (var bailey = LiveBailey.on(home, allowed)) {
        token = bailey.client().token();
        job = followingJob(bailey, https.url("localhost", "shop.git"));

        JsonNode first = succeeded(bailey, job);
        assertThat(depsLog(first))
            .contains("Installing acme/alpha", "Installed from version 1.0.0")
            .contains("Installing " + https.url("localhost", "gitty.git"))
            .contains("Installed from <local @ ../shared>");
        hub.publish(Release.of("acme/alpha", "1.1.0"));
        push("shop", "dbt/package-lock.yml", lockOf(bailey, first));
        hub.requests();

        JsonNode locked = succeeded(bailey, job);
        assertThat(depsLog(locked)).contains("Installed from version 1.0.0");
        assertThat(hub.requests()).isEmpty();
      }
      https.close();
      hub.close();
      try (var bailey = LiveBailey.again(home, allowed, token)) {
        JsonNode offline = succeeded(bailey, job);

        assertThat(offline.at("/run_steps/0/logs").asText()).contains("nothing answers");
        assertThat(depsLog(offline)).contains("Installed from version 1.0.0");
      }
    }
    var scan = scanner.scan(home);
    assertThat(scan.hit()).as(scan.report()).isFalse();
  }

  /// A job of a project that follows a repository with the token of [GitOverHttps].
  private static long followingJob(LiveBailey bailey, String url) {
    long project = bailey.bareProject("shop");
    bailey
        .client()
        .call(
            "POST",
            "/api/v3/accounts/1/projects/" + project + "/",
            Client.object().put("name", "shop").put("dbt_project_subdirectory", "dbt"));
    follow(
        bailey,
        project,
        Client.object()
            .put("remote_url", url)
            .put("username", GitOverHttps.USER)
            .put("token", GitOverHttps.TOKEN));
    return bailey.job(project, bailey.onDuckDb(project), "Build", "dbt build", "dbt docs generate");
  }

  private static JsonNode follow(LiveBailey bailey, long project, ObjectNode repository) {
    return bailey
        .client()
        .call("POST", "/api/v3/accounts/1/projects/" + project + "/repositories/", repository)
        .path("data");
  }

  /// The lock file that a run's `dbt deps` wrote.
  private static String lockOf(LiveBailey bailey, JsonNode run) {
    var lock =
        bailey
            .client()
            .exchange(
                "GET",
                RUNS + run.path("id").asLong() + "/artifacts/package-lock.yml?step=3",
                Client.object());
    assertThat(lock.statusCode()).as(lock.body()).isEqualTo(200);
    return lock.body();
  }

  @Test
  void overSshAPackageIsFetchedWithTheProjectsDeployKey() throws Exception {
    Path gitty = repository("gitty", Map.of("dbt_project.yml", "name: gitty"));
    Path place = Files.createDirectories(directory.resolve("sshd"));
    try (var sshd = new GitOverSsh(place, git, "")) {
      Path shop =
          repository(
              "shop",
              Map.of(
                  "dbt_project.yml",
                  PROJECT,
                  "packages.yml",
                  "packages: [{git: '%s', revision: main}]".formatted(sshd.url(gitty))));
      var allowed = allowing(sshd.address());
      allowed.put(
          "BAILEY_GIT_KNOWN_HOSTS",
          Files.writeString(directory.resolve("hosts"), sshd.knownHost() + "\n").toString());
      try (var bailey = LiveBailey.on(home, allowed)) {
        long project = bailey.bareProject("shop");
        JsonNode repository =
            follow(bailey, project, Client.object().put("remote_url", sshd.url(shop)));
        sshd.authorize(repository.at("/deploy_key/public_key").asText());
        long job = bailey.job(project, bailey.onDuckDb(project), "Build", "dbt parse");

        assertThat(depsLog(succeeded(bailey, job))).contains("Installed from revision ");

        long other =
            job(bailey, asking("  - {git: '%s', revision: main}".formatted(sshd.url(gitty))));
        assertThat(failed(bailey, other))
            .contains("127.0.0.1:" + sshd.address().getPort())
            .contains("Name the package by its HTTPS URL");
      }
    }
  }

  @Test
  void theProjectsTokenGoesToNoOtherHost() throws Exception {
    repository("gitty", Map.of("dbt_project.yml", "name: gitty"));
    Path one = Files.createDirectories(directory.resolve("one"));
    Path two = Files.createDirectories(directory.resolve("two"));
    // Either lets in whoever has the token.
    try (var own = new GitOverHttps(one, git, remotes);
        var other = new GitOverHttps(two, git, remotes)) {
      repository(
          "shop",
          Map.of(
              "dbt/dbt_project.yml",
              PROJECT,
              "dbt/packages.yml",
              "packages: [{git: '%s', revision: main}]"
                  .formatted(other.url("localhost", "gitty.git"))));
      var allowed = allowing(own.authority() + other.authority(), own.address(), other.address());
      try (var bailey = LiveBailey.on(home, allowed)) {
        long job = followingJob(bailey, own.url("localhost", "shop.git"));

        assertThat(failed(bailey, job))
            .contains(other.url("localhost", "gitty.git"))
            .contains("did not let us in: give the repository a user and a token");
      }
    }
  }

  @Test
  void withoutALockFileTheNewestVersionIsTakenEachTime() throws Exception {
    hub.publish(Release.of("acme/alpha", "1.0.0"));
    try (var bailey = LiveBailey.on(home, allowing(hub.address()))) {
      long job = job(bailey, asking("  - {package: acme/alpha, version: '>=1.0.0'}"));
      assertThat(depsLog(succeeded(bailey, job))).contains("Installed from version 1.0.0");

      hub.publish(Release.of("acme/alpha", "1.1.0"));

      assertThat(depsLog(succeeded(bailey, job))).contains("Installed from version 1.1.0");
      assertThat(hub.requests()).containsOnlyOnce("/archives/acme/alpha/1.0.0.tar.gz");
    }
  }

  @Test
  void aRetriedRunHasItsPackages() throws Exception {
    hub.publish(Release.of("acme/alpha", "1.0.0"));
    var files = new HashMap<>(asking("  - {package: acme/alpha, version: 1.0.0}"));
    files.put("models/broken.sql", "select '{{ alpha.alpha_version() }}' as v from nowhere");
    Path work = GoodJob.files(files);
    try (var bailey = LiveBailey.on(home, allowing(hub.address()))) {
      long failed = bailey.client().run(job(bailey, work));
      bailey.client().ended(failed);
      GitClient.write(
          work.resolve("models/broken.sql"), "select '{{ alpha.alpha_version() }}' as v");
      bailey.push(work, "shop");

      long retry =
          bailey
              .client()
              .call("POST", RUNS + failed + "/retry/", Client.object())
              .at("/data/id")
              .asLong();

      JsonNode ended = bailey.client().ended(retry);
      assertThat(ended.path("status_humanized").asText())
          .as(ended.toPrettyString())
          .isEqualTo("Success");
    }
  }

  @Test
  void aHubThatNobodyAllowedIsNamedWithThePackageAndTheSetting() throws Exception {
    hub.publish(Release.of("acme/alpha", "1.0.0"));
    try (var bailey = LiveBailey.on(home, allowing())) {
      long job = job(bailey, asking("  - {package: acme/alpha, version: 1.0.0}"));

      assertThat(failed(bailey, job))
          .contains("The package acme/alpha cannot be had.")
          .contains("The egress policy refuses localhost:" + hub.address().getPort())
          .contains("`egress_allow`");
      assertThat(hub.requests()).isEmpty();
    }
  }

  @Test
  void aPackageThatIsTooLargeIsNamedWithTheSetting() throws Exception {
    byte[] noise = new byte[1_500_000];
    new Random(7).nextBytes(noise);
    hub.publish(
        Release.of("acme/alpha", "1.0.0")
            .with("seeds/s.csv", Base64.getEncoder().encodeToString(noise)));
    var configuration = allowing(hub.address());
    configuration.put("BAILEY_PACKAGE_MIB", "1");
    try (var bailey = LiveBailey.on(home, configuration)) {
      long job = job(bailey, asking("  - {package: acme/alpha, version: 1.0.0}"));

      assertThat(failed(bailey, job)).contains("The package acme/alpha").contains("`package_mib`");
    }
  }

  @Test
  void packagesOfTheCommitNeedNoHub() throws Exception {
    var files = new HashMap<>(asking("  - {package: acme/alpha, version: 1.0.0}"));
    files.put("dbt_packages/alpha/dbt_project.yml", "name: alpha\n");
    files.put("dbt_packages/alpha/macros/a.sql", "{% macro alpha_version() %}own{% endmacro %}\n");
    try (var bailey = LiveBailey.on(home, allowing())) {
      JsonNode run = succeeded(bailey, job(bailey, files));

      assertThat(depsLog(run))
          .contains(
              "The commit brings its own packages below dbt_packages/: alpha. Nothing is fetched.");
      assertThat(hub.requests()).isEmpty();
    }
  }

  @Test
  void aLocalPackageOutsideOfTheRepositoryIsRefused() throws Exception {
    try (var bailey = LiveBailey.on(home, allowing())) {
      assertThat(failed(bailey, job(bailey, asking("  - {local: ../../etc}"))))
          .contains("The local package '../../etc' is outside of the repository.");
    }
  }

  @Test
  void aRunThatIsCancelledDoesNotWaitForAHubThatIsSilent() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var configuration = allowing((InetSocketAddress) silent.getLocalSocketAddress());
      configuration.put(
          "BAILEY_PACKAGE_HUB_URL", "https://localhost:%d/".formatted(silent.getLocalPort()));
      try (var bailey = LiveBailey.on(home, configuration)) {
        long job = job(bailey, asking("  - {package: acme/alpha, version: 1.0.0}"));
        long run = bailey.client().run(job);
        silent.accept();
        Instant asked = Instant.now();

        bailey.client().call("POST", RUNS + run + "/cancel/", Client.object());
        JsonNode ended = bailey.client().ended(run);

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(ended.path("status_humanized").asText()).isEqualTo("Cancelled");
        assertThat(depsLog(ended)).contains("Stopped while packages were being fetched.");
      }
    }
  }
}
