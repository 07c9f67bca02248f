package dev.bailey.engine.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.event.Event;
import dev.bailey.source.SourceTree;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `dbt deps` on a hub, a git host and a project in memory.
class DepsTest {
  private static final String COMMIT = "0123456789012345678901234567890123456789";

  private final Map<String, String> project = new HashMap<>();
  private final Map<String, Map<String, String>> folders = new HashMap<>();
  private final Map<String, byte[]> web = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final PackageShelf shelf = PackageShelf.inMemory();
  private Map<String, String> environment = Map.of();
  private PackageLimits limits = PackageLimits.standard();
  private Optional<List<PackageSite.Installation>> installed = Optional.empty();

  DepsTest() {
    project.put("dbt_project.yml", "name: shop\n");
  }

  private static PackageTree tree(Map<String, String> files) {
    var bytes = new HashMap<String, byte[]>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return PackageTree.of(bytes);
  }

  private final class Site implements PackageSite {
    @Override
    public SourceTree project() {
      return tree(project);
    }

    @Override
    public Optional<SourceTree> local(String folder) {
      return Optional.ofNullable(folders.get(folder)).map(DepsTest::tree);
    }

    @Override
    public String place(String path) {
      return "/shop/" + path;
    }

    @Override
    public void write(String file, String text) {
      project.put(file, text);
    }

    @Override
    public void install(List<Installation> packages) {
      installed = Optional.of(packages);
    }
  }

  private final class Git implements GitSource {
    @Override
    public String commit(String url, String revision) {
      asked.add(url + " " + revision);
      return COMMIT;
    }

    @Override
    public SourceTree files(String url, String commit) {
      asked.add(url + " " + commit);
      return tree(Map.of("dbt_project.yml", "name: gitty\n"));
    }
  }

  private byte[] download(URI address) {
    asked.add(address.getPath());
    return Optional.ofNullable(web.get(address.toString()))
        .orElseThrow(() -> new DepsException("nothing at " + address));
  }

  private void deps(String... arguments) {
    said.clear();
    asked.clear();
    var words = new ArrayList<>(List.of("deps"));
    words.addAll(List.of(arguments));
    var sources =
        new PackageSources(
            URI.create("https://hub.test/"),
            (address, _) -> download(address),
            new Git(),
            shelf,
            limits);
    if (!(new CommandLine(environment).parse(words)
        instanceof CommandLine.Parsed.Ready(var command))) {
      throw new AssertionError("no command: " + words);
    }
    new Deps(command, new Site(), sources, environment, new Hearing()).run();
  }

  private final class Hearing implements Listener {
    @Override
    public void event(Event event) {
      said.add(event.plain());
    }

    @Override
    public void node(NodeProgress progress) {}
  }

  /// Puts versions of a package on the hub.
  ///
  /// @param versions with what each asks for, as JSON
  private void publish(String name, Map<String, String> versions) {
    var all = new ArrayList<String>();
    String project = name.substring(name.indexOf('/') + 1);
    versions.forEach((version, packages) -> {
      String archive = "https://files.test/%s/%s".formatted(name, version);
      all.add(
          """
          "%s": {"name": "%s", "packages": %s, "downloads": {"tarball": "%s"}}\
          """
              .formatted(version, project, packages, archive));
      web.put(archive, Archives.of("top", Map.of("dbt_project.yml", "name: " + project)));
    });
    web.put(
        "https://hub.test/api/v1/" + name + ".json",
        "{\"name\": \"%s\", \"versions\": {%s}}"
            .formatted(project, String.join(",", all))
            .getBytes(StandardCharsets.UTF_8));
    web.merge(
        "https://hub.test/api/v1/index.json",
        "[\"%s\"]".formatted(name).getBytes(StandardCharsets.UTF_8),
        (old, now) -> {
          String names = new String(old, StandardCharsets.UTF_8);
          return names.replace("]", ", \"" + name + "\"]").getBytes(StandardCharsets.UTF_8);
        });
  }

  private List<String> names() {
    return installed.orElseThrow().stream().map(PackageSite.Installation::name).toList();
  }

  @Test
  void packagesThatNeedEachOtherAreInstalledOnce() {
    publish("a/one", Map.of("1.0.0", "[{\"package\": \"a/two\", \"version\": \"1.0.0\"}]"));
    publish("a/two", Map.of("1.0.0", "[{\"package\": \"a/one\", \"version\": [\">=1.0.0\"]}]"));
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");

    deps();

    assertThat(names()).containsExactly("one", "two");
  }

  @Test
  void aLockedPackageThatIsKeptNeedsNoNetwork() {
    publish("a/one", Map.of("1.0.0", "[]"));
    project.put(
        "packages.yml",
        "packages: [{package: a/one, version: '>=1.0.0'}, {git: 'https://git.test/x', revision: v1}]");
    deps();
    web.clear();

    deps();

    assertThat(asked).isEmpty();
    assertThat(names()).containsExactly("one", "gitty");
    assertThat(said)
        .containsExactly(
            "Installing a/one",
            "Installed from version 1.0.0",
            "Installing https://git.test/x",
            "Installed from revision " + COMMIT);
  }

  @Test
  void anUpgradeAsksTheHubAgainAndFetchesOnlyWhatIsNew() {
    publish("a/one", Map.of("1.0.0", "[]"));
    project.put("packages.yml", "packages: [{package: a/one, version: '>=1.0.0'}]");
    deps();
    publish("a/one", Map.of("1.1.0", "[]", "1.0.0", "[]"));

    deps();
    assertThat(said).contains("Installed from version 1.0.0");

    deps("--upgrade");
    assertThat(said).contains("Installed from version 1.1.0", "Up to date!");
    assertThat(asked).containsExactly("/api/v1/index.json", "/api/v1/a/one.json", "/a/one/1.1.0");
  }

  @Test
  void anArchiveIsFetchedAnewOnlyWhereRequestsAreResolved() {
    web.put("https://files.test/x", Archives.of("top", Map.of("dbt_project.yml", "name: x")));
    project.put("packages.yml", "packages: [{tarball: 'https://files.test/x', name: y}]");

    deps();
    assertThat(asked).containsExactly("/x");
    deps();
    assertThat(asked).isEmpty();
    deps("--upgrade");
    assertThat(asked).containsExactly("/x");
    assertThat(names()).containsExactly("y");
  }

  @Test
  void aProjectKeepsItsPackagesWhenOneCannotBeHad() {
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");

    assertThatThrownBy(() -> deps()).hasMessageContaining("nothing at https://hub.test/");

    assertThat(installed).isEmpty();
    assertThat(project).doesNotContainKey("package-lock.yml");
  }

  @Test
  void secretsAreNeitherSaidNorLocked() {
    environment = Map.of("DBT_ENV_SECRET_TOKEN", "t0ken");
    project.put(
        "packages.yml",
        "packages:\n  - git: \"https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@git.test/x\"\n");

    deps();

    assertThat(said)
        .contains("Installing https://*****@git.test/x")
        .noneMatch(l -> l.contains("t0ken"));
    assertThat(project.get("package-lock.yml"))
        .contains("git: https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@git.test/x");
  }

  @Test
  void secretsAreNotInErrors() {
    environment = Map.of("DBT_ENV_SECRET_TOKEN", "t0ken");
    project.put(
        "packages.yml",
        "packages:\n  - {tarball: \"https://h.test/{{ env_var('DBT_ENV_SECRET_TOKEN') }}\", name: x}\n");

    assertThatThrownBy(() -> deps())
        .hasMessage("The package x cannot be had.\nnothing at https://h.test/*****")
        .hasNoCause();
  }

  @Test
  void theHubIsTheOneThatTheEnvironmentNames() {
    environment = Map.of("DBT_PACKAGE_HUB_URL", "https://other.test/hub");
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");

    assertThatThrownBy(() -> deps())
        .hasMessage(
            "The package a/one cannot be had.\nnothing at https://other.test/hub/api/v1/index.json");
  }

  @Test
  void anAnswerThatIsNoneOfAHubNamesTheSetting() {
    web.put("https://hub.test/api/v1/index.json", "<html>".getBytes(StandardCharsets.UTF_8));
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");

    assertThatThrownBy(() -> deps())
        .hasMessageContaining("https://hub.test/api/v1/index.json does not answer as a package hub")
        .hasMessageContaining("DBT_PACKAGE_HUB_URL");
  }

  @Test
  void anArchiveThatTheHubDoesNotVouchForIsRefused() {
    publish("a/one", Map.of("1.0.0", "[]"));
    byte[] archive = Optional.ofNullable(web.get("https://files.test/a/one/1.0.0")).orElseThrow();
    vouch("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");

    assertThatThrownBy(() -> deps())
        .hasMessageContaining("a/one 1.0.0 is not the one that the hub hub.test vouches for")
        .hasMessageContaining("files.test sent one")
        .hasMessageContaining("not da39a3ee5e6b4b0d3255bfef95601890afd80709");

    vouch(PackageFiles.sha1(archive));
    deps();
    assertThat(names()).containsExactly("one");
  }

  /// Lets the hub tell a hash of the archives of `a/one`.
  private void vouch(String sha1) {
    web.computeIfPresent(
        "https://hub.test/api/v1/a/one.json",
        (_, json) ->
            new String(json, StandardCharsets.UTF_8)
                .replaceAll(
                    "\"downloads\": \\{(\"sha1\": \"\\w*\", )?",
                    "\"downloads\": {\"sha1\": \"%s\", ".formatted(sha1))
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void packagesThatAreTooLargeTogetherAreRefusedWithTheRemedy() {
    limits = new PackageLimits(100, 17, "Ask the operator.");
    for (String name : List.of("one", "two")) {
      publish("a/" + name, Map.of("1.0.0", "[]"));
    }
    project.put("packages.yml", "packages: [{package: a/one, version: 1.0.0}]");
    deps();
    project.put(
        "packages.yml",
        "packages: [{package: a/one, version: 1.0.0}, {package: a/two, version: 1.0.0}]");

    assertThatThrownBy(() -> deps())
        .hasMessage(
            "The packages of this project are larger than allowed: more than 17 bytes together, unpacked, with a/two. Ask the operator.");
  }

  @Test
  void packagesThatAskForEverMoreOthersComeToAnEnd() {
    for (int i = 0; i <= PackageLimits.PACKAGES; i++) {
      publish(
          "a/p" + i,
          Map.of("1.0.0", "[{\"package\": \"a/p%d\", \"version\": \"1.0.0\"}]".formatted(i + 1)));
    }
    project.put("packages.yml", "packages: [{package: a/p0, version: 1.0.0}]");

    assertThatThrownBy(() -> deps())
        .hasMessageContaining("More than 500 packages are asked for, the last of them a/p500.");
  }

  @Test
  void aNameThatLeadsOutOfTheFolderOfPackagesIsRefused() {
    web.put("https://files.test/x", Archives.of("top", Map.of("dbt_project.yml", "name: x")));
    project.put("packages.yml", "packages: [{tarball: 'https://files.test/x', name: ../../y}]");

    assertThatThrownBy(() -> deps()).hasMessageContaining("Invalid package name '../../y'");
  }

  @Test
  void anUnpinnedBranchIsWarnedOfOnce() {
    project.put("packages.yml", "packages: [{git: 'https://git.test/x', revision: main}]");

    deps();

    assertThat(said.stream().filter(line -> line.contains("pinned to the \"main\" branch")))
        .hasSize(1);
  }

  @Test
  void anAddedPackageTakesThePlaceOfTheSameInAnotherWay() {
    publish("a/one_two", Map.of("1.0.0", "[]"));
    project.put(
        "packages.yml",
        "packages:\n  - git: https://git.test/a/one-two.git\n    revision: v1\n  - git: https://git.test/one-two-three\n    revision: v1\n");

    deps("--add-package", "a/one_two@>=1.0.0,<2.0.0", "--lock");

    assertThat(project.get("packages.yml"))
        .isEqualTo(
            """
            packages:
              - git: https://git.test/one-two-three
                revision: v1
              - package: a/one_two
                version:
                  - '>=1.0.0'
                  - <2.0.0
            """);
    assertThat(installed).isEmpty();
  }

  @Test
  void aPackageOfTheHubIsAddedWithItsVersionOnly() {
    assertThatThrownBy(() -> deps("--add-package", "a/one"))
        .hasMessageContaining("Version is required in --add-package");
    assertThat(project).doesNotContainKey("packages.yml");
  }

  @Test
  void anAdditionThatMakesNoSenseChangesNothing() {
    assertThatThrownBy(() -> deps("--add-package", "a/one@newest"))
        .hasMessageContaining("\"newest\" is not a valid semantic version");
    assertThat(project).doesNotContainKey("packages.yml");
  }
}
