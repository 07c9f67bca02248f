package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import dev.bailey.testkit.PackageHub;
import dev.bailey.testkit.PackageHub.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `dbt deps` of real dbt Core and ours, on the same hub and the same git host: the same files, to
/// the byte, and the same words.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamePackagesTest {
  @TempDir static Path directory;

  private PackageHub hub;
  private GitOverHttps git;
  private GitClient client;
  private String first;
  private final AtomicInteger cases = new AtomicInteger();

  /// A project, and commands that follow on each other in it.
  ///
  /// @param files by path; `{hub}`, `{git}` and `{first}` stand for addresses and a commit
  /// @param fails what both say of the failure of the last command; empty when it succeeds
  record Case(String name, Map<String, String> files, List<List<String>> commands, String fails) {
    static Case packages(String name, String yaml) {
      return new Case(name, Map.of("packages.yml", "packages:\n" + yaml), List.of(List.of()), "");
    }

    Case then(String... arguments) {
      var more = new ArrayList<>(commands);
      more.add(List.of(arguments));
      return new Case(name, files, more, fails);
    }

    Case with(String... arguments) {
      return new Case(name, files, List.of(List.of(arguments)), fails);
    }

    Case and(String path, String text) {
      var more = new HashMap<>(files);
      more.put(path, text);
      return new Case(name, more, commands, fails);
    }

    Case without(String path) {
      var fewer = new HashMap<>(files);
      fewer.remove(path);
      return new Case(name, fewer, commands, fails);
    }

    Case failing(String words) {
      return new Case(name, files, commands, words);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void serve() throws Exception {
    Engine.requireDbt();
    client = new GitClient(directory);
    hub = PackageHub.http(directory, client);
    for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.10.0", "2.0.0-rc1", "2.0.0-rc2")) {
      hub.publish(Release.of("acme/alpha", version));
    }
    hub.publish(Release.of("acme/alpha", "1.11.0").requiring("[\">=2.0.0\", \"<3.0.0\"]"));
    hub.publish(
        Release.of("acme/beta", "0.1.0")
            .asking("[{\"package\": \"acme/alpha\", \"version\": [\">=1.0.0\", \"<1.2.0\"]}]"));
    hub.publish(
        Release.of("acme/gamma", "0.1.0")
            .asking("[{\"package\": \"acme/alpha\", \"version\": \"1.2.0\"}]"));
    hub.publish(Release.of("acme/old", "1.0.0"));
    hub.redirect("acme/old", "acme2", "new");
    hub.publish(Release.of("other/alpha", "1.0.0"));
    hostGit();
  }

  private void hostGit() throws Exception {
    Path work =
        client.project(
            "work",
            Map.of(
                "dbt_project.yml", "name: gitty\n",
                "macros/g.sql", "{% macro g() %}1{% endmacro %}\n",
                "inner/dbt_project.yml", "name: inner\n",
                "inner/packages.yml",
                    "packages:\n  - package: acme/alpha\n    version: ['>=1.0.0', '<1.5.0']\n"));
    first = client.git(work, "rev-parse", "HEAD").trim();
    client.git(work, "tag", "-a", "v1.0", "-m", "first");
    client.commit(work, "macros/h.sql", "{% macro h() %}2{% endmacro %}\n");
    client.git(work, "branch", "v1.0-branch");
    Path bare = directory.resolve("remotes/gitty.git");
    client.git(directory, "clone", "-q", "--bare", work.toString(), bare.toString());
    git =
        new GitOverHttps(
            Files.createDirectories(directory.resolve("nginx")),
            client,
            directory.resolve("remotes"));
  }

  @AfterAll
  void stop() throws Exception {
    if (git != null) {
      git.close();
    }
    if (hub != null) {
      hub.close();
    }
  }

  static List<Case> cases() {
    return List.of(
        Case.packages(
            "ranges over a tree",
            "  - package: acme/beta\n    version: 0.1.0\n  - package: acme/alpha\n    version: ['>=1.0.0', '<2.0.0']\n"),
        Case.packages(
            "the highest of a range", "  - package: acme/alpha\n    version: '>=1.0.0'\n"),
        Case.packages(
            "prereleases on demand",
            "  - package: acme/alpha\n    version: '>=1.0.0'\n    install_prerelease: true\n"),
        Case.packages("a prerelease by name", "  - package: acme/alpha\n    version: 2.0.0-rc1\n"),
        Case.packages(
            "no prerelease of what is excluded",
            "  - package: acme/alpha\n    version: ['>=1.0.0', '<2.0.0']\n    install_prerelease: true\n"),
        Case.packages(
                "a conflict",
                "  - package: acme/gamma\n    version: 0.1.0\n  - package: acme/beta\n    version: 0.1.0\n")
            .failing(
                "Version error for package acme/alpha: Could not find a satisfactory version from options: ['=1.2.0', '>=1.0.0', '<1.2.0']"),
        Case.packages("an unknown package", "  - package: acme/nope\n    version: 1.0.0\n")
            .failing("Package acme/nope was not found in the package index"),
        Case.packages("an unknown version", "  - package: acme/alpha\n    version: '>3.0.0'\n")
            .failing(
                """
                Could not find a matching compatible version for package acme/alpha
                    Requested range: >3.0.0
                    Compatible versions: ['1.0.0', '1.1.0', '1.2.0', '1.10.0']\
                """),
        Case.packages("not for this dbt", "  - package: acme/alpha\n    version: 1.11.0\n")
            .failing("To include them, run 'dbt --no-version-check deps'"),
        Case.packages("whatever dbt it is for", "  - package: acme/alpha\n    version: 1.11.0\n")
            .with("--no-version-check"),
        Case.packages("no version at all", "  - package: acme/alpha\n    version: 1.0\n")
            .failing("\"1.0\" is not a valid semantic version."),
        Case.packages("another name", "  - package: acme/old\n    version: [1.0.0]\n"),
        Case.packages(
                "two of one name",
                "  - package: acme/alpha\n    version: 1.0.0\n  - package: other/alpha\n    version: 1.0.0\n")
            .failing("Found duplicate project \"alpha\"."),
        Case.packages(
            "an archive with another name",
            "  - tarball: '{hub}archives/acme/alpha/1.0.0.tar.gz'\n    name: renamed\n"),
        Case.packages(
                "the name of the project",
                "  - tarball: '{hub}archives/acme/alpha/1.0.0.tar.gz'\n    name: shop\n")
            .failing("Found a dependency with the same name as the root project \"shop\"."),
        Case.packages("local ones in each other", "  - local: ../one\n")
            .and("../one/dbt_project.yml", "name: one\n")
            .and("../one/packages.yml", "packages:\n  - local: ../two\n")
            .and("../two/dbt_project.yml", "name: two\n"),
        Case.packages("a folder that is not there", "  - local: ../nowhere\n")
            .failing("nowhere/dbt_project.yml"),
        Case.packages(
            "a tag", "  - git: \"{git}\"\n    revision: v1.0\n    warn-unpinned: false\n"),
        Case.packages("a commit", "  - git: \"{git}\"\n    revision: {first}\n"),
        Case.packages(
            "a branch, and a folder of it",
            "  - git: \"{git}\"\n    revision: v1.0-branch\n    subdirectory: inner\n"),
        Case.packages("the default branch", "  - git: \"{git}\"\n    warn-unpinned: false\n"),
        Case.packages("an unknown revision", "  - git: \"{git}\"\n    revision: v9\n")
            .failing("Error checking out spec='v9' for repo"),
        Case.packages(
                "two revisions",
                "  - git: \"{git}\"\n    revision: v1.0\n  - git: \"{git}\"\n    revision: main\n")
            .failing("git dependencies should contain exactly one version."),
        Case.packages("two kinds", "  - local: \"{git}\"\n  - git: \"{git}\"\n    revision: main\n")
            .failing("mismatched types"),
        Case.packages(
                "an unknown key",
                "  - package: acme/alpha\n    versions: 1.0.0\n    version: 1.0.0\n")
            .failing("malformed"),
        Case.packages(
                "templates",
                "  - local: \"{{ env_var('PLACE') }}\"\n  - package: acme/alpha\n    version: \"{{ var('v') }}\"\n")
            .and("../one/dbt_project.yml", "name: one\n")
            .with("--vars", "{v: 1.1.0}"),
        Case.packages("no templates in dependencies.yml", "")
            .without("packages.yml")
            .and("dependencies.yml", "packages:\n  - local: \"{{ env_var('PLACE') }}\"\n")
            .failing("{{ env_var('PLACE') }}/dbt_project.yml"),
        Case.packages("only the lock", "  - package: acme/alpha\n    version: 1.2.0\n")
            .with("--lock"),
        Case.packages("a lock that holds", "  - package: acme/alpha\n    version: '>=1.0.0'\n")
            .and(
                "package-lock.yml",
                "packages:\n  - name: alpha\n    package: acme/alpha\n    version: 1.0.0\nsha1_hash: {hash}\n"),
        Case.packages("a lock made anew", "  - package: acme/alpha\n    version: '>=1.0.0'\n")
            .and(
                "package-lock.yml",
                "packages:\n  - name: alpha\n    package: acme/alpha\n    version: 1.0.0\nsha1_hash: {hash}\n")
            .with("--upgrade"),
        Case.packages(
                "a package more",
                "  - local: ../one\n  - git: https://github.com/acme/alpha.git\n    revision: one\n")
            .and("../one/dbt_project.yml", "name: one\n")
            .with("--add-package", "acme/alpha@>=1.0.0,<1.2.0")
            .then("--upgrade"),
        Case.packages("a local package more", "  - package: acme/alpha\n    version: 1.0.0\n")
            .and("../one/dbt_project.yml", "name: one\n")
            .with("--add-package", "../one", "--source", "local")
            .then("--upgrade"),
        new Case("no packages", Map.of(), List.of(List.of()), ""));
  }

  /// What a command left.
  private record Left(int code, String said, Map<String, String> files) {}

  @ParameterizedTest
  @MethodSource("cases")
  void leavesTheSameFilesAndSaysTheSame(Case some) {
    Path place = directory.resolve("case" + cases.incrementAndGet());
    Left theirs = perform(some, place.resolve("theirs"), Engine.DBT);
    Left ours = perform(some, place.resolve("ours"), Engine.BAILEY);

    assertThat(ours.code()).as(ours.said()).isEqualTo(theirs.code());
    assertThat(ours.files()).isEqualTo(theirs.files());
    if (some.fails().isEmpty()) {
      assertThat(ours.said()).isEqualTo(theirs.said());
    } else {
      assertThat(theirs.said()).contains(some.fails());
      assertThat(ours.said()).contains(some.fails());
    }
  }

  private Left perform(Case some, Path place, Engine engine) {
    Path project = place.resolve("shop");
    GitClient.write(project.resolve("dbt_project.yml"), "name: shop\nprofile: shop\n");
    some.files()
        .forEach((path, text) -> GitClient.write(project.resolve(path).normalize(), filled(text)));
    Engine.Ended last = new Engine.Ended(0, "", project);
    for (List<String> arguments : some.commands()) {
      var command = new ArrayList<>(List.of("deps"));
      command.addAll(arguments);
      last = engine.run(project, environment(), command);
    }
    return new Left(last.code(), normalized(last.said(), place), files(project));
  }

  private String filled(String text) {
    return text.replace("{hub}", hub.url())
        .replace(
            "{git}",
            git.url("localhost", "gitty.git")
                .replace("//", "//{{ env_var('DBT_ENV_SECRET_GIT') }}@"))
        .replace("{first}", first)
        // Of one request for acme/alpha from 1.0.0 on, as dbt Core 1.12.6 computes it.
        .replace("{hash}", "00406fe9fdc669e9a30694f543d1aefd5c7fbc0a");
  }

  private Map<String, String> environment() {
    return Map.of(
        "PLACE",
        "../one",
        "DBT_ENV_SECRET_GIT",
        GitOverHttps.USER + ":" + GitOverHttps.TOKEN,
        "GIT_SSL_CAINFO",
        directory.resolve("nginx/ca.pem").toString(),
        "GIT_CONFIG_NOSYSTEM",
        "1",
        "DBT_PACKAGE_HUB_URL",
        hub.url());
  }

  /// Without times, places, and what dbt alone says around its work.
  private static String normalized(String said, Path place) {
    return said.replace(place.toString(), "PLACE")
        .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d {2}", "")
        .replaceAll("(?m)^Running with dbt=.*\\n", "")
        .replaceAll("(?s)\\[WARNING\\]\\[DeprecationsSummary\\].*", "")
        .replaceAll("(?s)(Warning: No packages were found in packages.yml\\n)\\1", "$1")
        // dbt wraps its lines.
        .replaceAll("(?<=your|`)\\n(?=`packages|in favor|configuration)", " ")
        .strip();
  }

  /// What belongs to packages, links as what they lead to.
  private static Map<String, String> files(Path project) {
    var files = new TreeMap<String, String>();
    for (String name : List.of("packages.yml", "package-lock.yml", "dependencies.yml")) {
      if (Files.exists(project.resolve(name))) {
        files.put(name, GitClient.read(project.resolve(name)));
      }
    }
    Path packages = project.resolve("dbt_packages");
    if (Files.isDirectory(packages)) {
      try (var all = Files.walk(packages)) {
        for (Path file : all.toList()) {
          String path = packages.relativize(file).toString();
          if (Files.isSymbolicLink(file)) {
            files.put(path, "link");
          } else if (Files.isRegularFile(file) && !path.contains(".git/")) {
            files.put(path, GitClient.read(file));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
