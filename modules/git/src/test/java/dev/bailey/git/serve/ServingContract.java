package dev.bailey.git.serve;

import static dev.bailey.git.Home.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.CommitId;
import dev.bailey.git.GitRepository;
import dev.bailey.git.Home;
import dev.bailey.git.RefsUpdated;
import dev.bailey.testkit.GitClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What git's stock client must be able to do, over SSH as over HTTP.
interface ServingContract {
  Home home();

  OpenDoor door();

  GitClient client();

  /// The repository's URL for Ann, who may push.
  String url();

  /// The repository's URL for Bob, who may only read.
  String readersUrl();

  /// A directory for clones.
  Path directory();

  private GitRepository repository() {
    return home().repository();
  }

  private CommitId tip(String branch) {
    return repository().resolve(branch).orElseThrow().id();
  }

  private Path pushed(Map<String, String> files) {
    Path project = client().project("work", files);
    client().git(project, "remote", "add", "origin", url());
    client().git(project, "push", "-q", "origin", "main");
    return project;
  }

  @Test
  default void aPushIsThereAndACloneBringsItBack() {
    var heard = new ArrayList<RefsUpdated>();
    home().repositories().addListener(heard::add);
    var files = Map.of("dbt_project.yml", "name: shop\n", "models/a.sql", "select 1\n");

    Path work = pushed(files);
    client().git(directory(), "clone", "-q", url(), "clone");

    assertThat(files(repository().tree(tip("main")))).isEqualTo(files);
    assertThat(directory().resolve("clone/models/a.sql")).hasContent("select 1\n");
    assertThat(client().git(directory().resolve("clone"), "fsck", "--full")).doesNotContain("err");
    assertThat(client().git(work, "rev-parse", "HEAD").trim()).isEqualTo(tip("main").sha());
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().by()).isEqualTo("Ann");
    assertThat(door().events).allMatch(event -> event.refusal().isEmpty());
  }

  @Test
  default void fetchBringsWhatIsNew() {
    Path work = pushed(Map.of("a", "1"));
    client().git(directory(), "clone", "-q", url(), "clone");
    client().commit(work, "b", "2");
    client().git(work, "tag", "-a", "v1", "-m", "first release");
    client().git(work, "push", "-q", "origin", "main", "v1");

    client().git(directory().resolve("clone"), "pull", "-q");

    assertThat(directory().resolve("clone/b")).hasContent("2");
    assertThat(repository().resolve("v1").orElseThrow().id()).isEqualTo(tip("main"));
  }

  @Test
  default void shallowAndPartialClonesWork() {
    Path work = pushed(Map.of("a", "1"));
    for (int i = 2; i < 6; i++) {
      client().commit(work, "a", "version " + i);
    }
    client().git(work, "push", "-q", "origin", "main");
    home().repository().compact();

    client().git(directory(), "clone", "-q", "--depth", "2", url(), "shallow");
    client().git(directory(), "clone", "-q", "--filter=blob:none", url(), "partial");

    Path shallow = directory().resolve("shallow");
    assertThat(client().git(shallow, "rev-list", "--count", "HEAD").trim()).isEqualTo("2");
    client().git(shallow, "fetch", "-q", "--unshallow");
    assertThat(client().git(shallow, "rev-list", "--count", "HEAD").trim()).isEqualTo("5");
    assertThat(client().git(directory().resolve("partial"), "show", "HEAD~3:a"))
        .endsWith("version 2");
  }

  @Test
  default void aShallowCloneCanPush() {
    Path work = pushed(Map.of("a", "1"));
    client().commit(work, "a", "2");
    client().git(work, "push", "-q", "origin", "main");
    client().git(directory(), "clone", "-q", "--depth", "1", url(), "shallow");
    Path shallow = directory().resolve("shallow");
    client().commit(shallow, "b", "from a shallow clone");

    client().git(shallow, "push", "-q", "origin", "main");

    assertThat(repository().tree(tip("main")).entries()).hasSize(2);
    assertThat(repository().verify()).isEmpty();
  }

  @Test
  default void aBigPushArrivesWhole() throws Exception {
    Path work = client().project("work", Map.of("a", "1"));
    var dice = new Random(7);
    byte[] noise = new byte[20_000_000];
    dice.nextBytes(noise);
    Files.write(work.resolve("seed.bin"), noise);
    for (int i = 0; i < 500; i++) {
      GitClient.write(work.resolve("models/m" + i + ".sql"), "select " + dice.nextInt());
    }
    client().git(work, "add", "-A");
    client().git(work, "commit", "-qm", "much");

    client().git(work, "push", "-q", url(), "main");

    assertThat(repository().tree(tip("main")).read("seed.bin")).hasValue(noise);
    assertThat(repository().tree(tip("main")).entries()).hasSize(502);
  }

  @Test
  default void aForcedPushIsRefusedWhereABranchIsProtectedAndOnlyThere() {
    Path work = pushed(Map.of("a", "1"));
    client().git(work, "push", "-q", "origin", "main:feature");
    client().git(work, "commit", "-q", "--amend", "-m", "rewritten");

    var refused = client().tryGit(work, "push", "--force", "origin", "main");
    var deleted = client().tryGit(work, "push", "origin", ":main");
    client().git(work, "push", "-q", "--force", "origin", "main:feature");
    client().git(work, "push", "-q", "origin", ":feature");

    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("main is protected: no forced push");
    assertThat(deleted.output()).contains("main is protected: it cannot be deleted");
    assertThat(repository().branches()).hasSize(1);
    assertThat(repository().resolve("main").orElseThrow().subject()).isEqualTo("first");
  }

  @Test
  default void onlyBranchesAndTagsThatOneMayPushAreTaken() {
    Path work = pushed(Map.of("a", "1"));

    assertThat(client().tryGit(work, "push", "origin", "main:refs/changes/1").output())
        .contains("only branches and tags");
    assertThat(client().tryGit(work, "push", "origin", "main:locked").output())
        .contains("you may not push to locked");
  }

  @Test
  default void aReaderMayCloneButNotPush() {
    Path work = pushed(Map.of("a", "1"));
    useReader();

    client().git(directory(), "clone", "-q", readersUrl(), "clone");
    client().commit(work, "a", "2");
    var refused = client().tryGit(work, "push", readersUrl(), "main");

    assertThat(refused.status()).isNotZero();
    assertThat(repository().resolve("main").orElseThrow().subject()).isEqualTo("first");
    assertThat(door().events.getLast().refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal).contains("not push"));
  }

  /// From now on, the client is Bob.
  default void useReader() {}

  @Test
  default void whoMayNotReadLearnsNothing() {
    pushed(Map.of("a", "1"));
    door().readers.clear();

    var refused = client().tryGit(directory(), "clone", url(), "clone");

    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).containsAnyOf("no such repository", "not found");
  }

  @Test
  default void aCommitWithAPathOutOfTheTreeIsRefused() {
    Path work = pushed(Map.of("a", "1"));
    for (String name : List.of("..", ".git", "x\\..\\y", ".GIT", "git~1")) {
      String commit = commitWithName(work, name);

      var refused = client().tryGit(work, "push", "origin", commit + ":refs/heads/evil");

      assertThat(refused.status()).as(name).isNotZero();
      assertThat(refused.output()).as(name).containsAnyOf("invalid name", "backslash");
      assertThat(repository().resolve("evil")).as(name).isEmpty();
    }
  }

  /// Writes a tree that git itself would refuse to write.
  private String commitWithName(Path work, String name) {
    String blob = client().git(work, "rev-parse", "HEAD:a").trim();
    GitClient.write(
        work.resolve("../maketree.sh"),
        """
        set -e
        { printf '100644 %%s\\0' '%s'; printf '%s' | xxd -r -p; } > ../tree.bin
        tree=$(git hash-object -t tree --literally -w ../tree.bin)
        git commit-tree -m evil $tree
        """
            .formatted(name, blob));
    var made = client().run(work, "sh", "../maketree.sh");
    assertThat(made.status()).as(made.output()).isZero();
    return made.output().trim();
  }

  @Test
  default void symbolicLinksMayBePushedButAreNoFiles() throws Exception {
    Path work = client().project("work", Map.of("a", "1"));
    Files.createSymbolicLink(work.resolve("passwd"), Path.of("/etc/passwd"));
    client().git(work, "add", "-A");
    client().git(work, "commit", "-qm", "link");
    client().git(work, "push", "-q", url(), "main");

    var tree = repository().tree(tip("main"));
    assertThat(files(tree)).isEqualTo(Map.of("a", "1"));
    assertThat(tree.read("passwd")).isEmpty();
  }

  @Test
  default void aSubmoduleMayBePushedButIsNotFollowed() {
    Path work = client().project("work", Map.of("a", "1"));
    String other = client().git(work, "rev-parse", "HEAD").trim();
    GitClient.write(
        work.resolve(".gitmodules"), "[submodule \"m\"]\npath = m\nurl = file:///etc\n");
    client().git(work, "add", ".gitmodules");
    client().git(work, "update-index", "--add", "--cacheinfo", "160000," + other + ",m");
    client().git(work, "commit", "-qm", "submodule");

    client().git(work, "push", "-q", url(), "main");

    assertThat(files(repository().tree(tip("main")))).containsOnlyKeys("a", ".gitmodules");
  }

  @Test
  default void ofPushesAtOnceToOneBranchOneWins() throws Exception {
    pushed(Map.of("a", "1"));
    int clients = 4;
    var clones = new ArrayList<Path>();
    for (int i = 0; i < clients; i++) {
      client().git(directory(), "clone", "-q", url(), "clone" + i);
      Path clone = directory().resolve("clone" + i);
      client().commit(clone, "file" + i, "x");
      clones.add(clone);
    }
    var results = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var running = new ArrayList<Future<GitClient.Result>>();
      for (int i = 0; i < clients; i++) {
        Path clone = clones.get(i);
        String own = "HEAD:own" + i;
        running.add(
            threads.submit(() -> client().tryGit(clone, "push", "origin", "HEAD:main", own)));
      }
      for (var one : running) {
        results.add(one.get().status());
      }
    }

    assertThat(results).filteredOn(status -> status == 0).hasSizeBetween(1, clients);
    assertThat(repository().branches()).hasSize(1 + clients);
    assertThat(repository().log(tip("main"), 10)).hasSize(2);
    assertThat(repository().verify()).isEmpty();
  }
}
