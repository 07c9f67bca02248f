package dev.bailey.git;

import static dev.bailey.git.Home.ANN;
import static dev.bailey.git.Home.PROJECT;
import static dev.bailey.git.Home.commit;
import static dev.bailey.git.Home.files;
import static dev.bailey.git.Home.text;
import static dev.bailey.git.Home.tree;
import static dev.bailey.git.Home.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.git.ChangedPath.Kind;
import dev.bailey.git.GitException.Code;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GitRepositoryTest {
  @TempDir Path directory;

  private Home home;
  private GitRepository repository;

  @BeforeEach
  void open() {
    home = Home.open(directory);
    repository = home.repository();
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void reopen() {
    home.close();
    open();
  }

  @Test
  void anEmptyRepositoryHasADefaultBranchThatDoesNotExistYet() {
    assertThat(repository.defaultBranch()).isEqualTo("main");
    assertThat(repository.branches()).isEmpty();
    assertThat(repository.resolve("main")).isEmpty();
  }

  @Test
  void anImportedTreeComesBackAsItWas() {
    var files = Map.of("dbt_project.yml", "name: shop", "models/a/b.sql", "select 1", "z", "");

    var commit =
        repository.commit(CommitDraft.importing(tree(files), "main", ANN, "Import\n\nAll of it"));
    reopen();

    assertThat(files(repository.tree(commit.id()))).isEqualTo(files);
    assertThat(repository.resolve("main")).contains(commit);
    assertThat(commit.subject()).isEqualTo("Import");
    assertThat(commit.author()).isEqualTo(ANN);
    assertThat(commit.parents()).isEmpty();
  }

  @Test
  void entriesAreOrderedByPathAsStringsAre() {
    commit(repository, "main", write("a/b", "1"), write("a.sql", "2"), write("a-b/c", "3"));

    var paths = repository.tree(tip()).entries().stream().map(entry -> entry.path()).toList();

    assertThat(paths).containsExactly("a-b/c", "a.sql", "a/b");
  }

  @Test
  void equalFilesHaveEqualContentIds() {
    commit(repository, "main", write("a", "same"), write("b", "same"), write("c", "other"));

    var ids = repository.tree(tip()).entries().stream().map(entry -> entry.contentId()).toList();

    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
  }

  @Test
  void editsWriteAndDelete() {
    var first = commit(repository, "main", write("a", "1"), write("b/c", "2"), write("d", "3"));
    var second =
        commit(repository, "main", write("a", "one"), new Edit.Delete("b/c"), write("e", "4"));

    assertThat(files(repository.tree(second.id())))
        .isEqualTo(Map.of("a", "one", "d", "3", "e", "4"));
    assertThat(second.parents()).containsExactly(first.id());
    assertThat(repository.changes(first.id(), second.id()))
        .containsExactly(
            new ChangedPath("a", Kind.MODIFIED),
            new ChangedPath("b/c", Kind.DELETED),
            new ChangedPath("e", Kind.ADDED));
  }

  @Test
  void aFileMayTakeThePlaceOfADirectory() {
    commit(repository, "main", write("a/b", "1"));
    commit(repository, "main", new Edit.Delete("a/b"), write("a", "2"));

    assertThat(files(repository.tree(tip()))).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void aRevisionIsABranchATagOrAnId() {
    var first = commit(repository, "main", write("a", "1"));
    repository.createBranch("feature/x", first.id());
    var second = commit(repository, "main", write("a", "2"));

    assertThat(repository.resolve("feature/x")).contains(first);
    assertThat(repository.resolve("refs/heads/main")).contains(second);
    assertThat(repository.resolve(first.id().sha())).contains(first);
    assertThat(repository.resolve(first.id().abbreviated())).contains(first);
    assertThat(repository.resolve("nope")).isEmpty();
    assertThat(repository.resolve("0".repeat(40))).isEmpty();
    assertThat(repository.resolve("../../etc/passwd")).isEmpty();
    assertThat(repository.resolve("main^{tree}")).isEmpty();
    assertThat(repository.resolve("")).isEmpty();
  }

  @Test
  void theLogIsNewestFirst() {
    var first = commit(repository, "main", write("a", "1"));
    var second = commit(repository, "main", write("a", "2"));
    var third = commit(repository, "main", write("a", "3"));

    assertThat(repository.log(third.id(), 10)).containsExactly(third, second, first);
    assertThat(repository.log(third.id(), 2)).containsExactly(third, second);
  }

  @Test
  void branchesAreListedByName() {
    var first = commit(repository, "main", write("a", "1"));
    repository.createBranch("dev", first.id());

    assertThat(repository.branches())
        .containsExactly(new Branch("dev", first, false), new Branch("main", first, true));

    repository.deleteBranch("dev");
    repository.deleteBranch("never-was");
    assertThat(repository.branches()).hasSize(1);
  }

  @Test
  void theDefaultBranchCanBeChangedButNotDeleted() {
    var first = commit(repository, "main", write("a", "1"));
    repository.createBranch("trunk", first.id());

    repository.setDefaultBranch("trunk");
    reopen();

    assertThat(repository.defaultBranch()).isEqualTo("trunk");
    refused(Code.REFUSED, () -> repository.deleteBranch("trunk"));
  }

  @Test
  void aCommitOnABranchThatMovedMeanwhileIsAConflict() {
    var first = commit(repository, "main", write("a", "1"));
    commit(repository, "main", write("a", "2"));
    var late =
        new CommitDraft("main", Optional.of(first.id()), List.of(write("a", "3")), ANN, "late");

    refused(Code.CONFLICT, () -> repository.commit(late)).hasMessageContaining("main moved");
    assertThat(text(repository.tree(tip()), "a")).isEqualTo("2");
  }

  @Test
  void ofCommitsAtOnceOneWinsAndNoneIsLost() throws Exception {
    commit(repository, "main", write("a", "0"));
    int writers = 6;
    try (var threads = Executors.newFixedThreadPool(writers)) {
      var all = new ArrayList<java.util.concurrent.Future<Integer>>();
      for (int i = 0; i < writers; i++) {
        String path = "file" + i;
        all.add(threads.submit(() -> commitStubbornly(path)));
      }
      for (var one : all) {
        one.get();
      }
    }
    reopen();

    assertThat(repository.tree(tip()).entries()).hasSize(1 + writers);
    assertThat(repository.log(tip(), 100)).hasSize(1 + writers);
    assertThat(repository.verify()).isEmpty();
  }

  private int commitStubbornly(String path) {
    for (int tries = 1; ; tries++) {
      try {
        commit(repository, "main", write(path, "x"));
        return tries;
      } catch (GitException e) {
        assertThat(e.code()).isEqualTo(Code.CONFLICT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../b",
        "/etc/passwd",
        "a//b",
        "a/",
        ".",
        ".git/config",
        "a/.GIT/x",
        "a\\b",
        "a\nb",
        "",
        "git~1/x",
        "a/.g\u200cit/x"
      })
  void aPathThatLeavesTheTreeIsRefused(String path) {
    refused(Code.INVALID, () -> commit(repository, "main", write(path, "x")));
    assertThat(repository.branches()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "-x", "HEAD", "a b", "a.lock", "", "a~1", "x/"})
  void aBranchNeedsAProperName(String name) {
    var first = commit(repository, "main", write("a", "1"));

    refused(Code.INVALID, () -> repository.createBranch(name, first.id()));
  }

  @Test
  void deletingWhatIsNotThereIsRefused() {
    refused(Code.INVALID, () -> commit(repository, "main", new Edit.Delete("a")))
        .hasMessageContaining("no file a");
  }

  @Test
  void aFileBeyondTheLimitIsRefused() {
    home.close();
    home = Home.open(directory, new GitLimits(1000, 10_000, 100, Duration.ofSeconds(5), 4));
    repository = home.repository();

    refused(Code.TOO_LARGE, () -> commit(repository, "main", write("a", "x".repeat(1001))));
    refused(Code.INVALID, () -> commit(repository, "main", write("a".repeat(101), "x")));
  }

  @Test
  void listenersHearOfEveryChange() {
    var heard = new ArrayList<RefsUpdated>();
    home.repositories()
        .addListener(event -> {
          throw new IllegalStateException("a listener that fails");
        });
    home.repositories().addListener(heard::add);

    var first = commit(repository, "main", write("a", "1"));

    var change = new RefChange("refs/heads/main", Optional.empty(), Optional.of(first.id()));
    assertThat(heard).containsExactly(new RefsUpdated(PROJECT, List.of(change), "Ann"));
    assertThat(change.branch()).contains("main");
  }

  @Test
  void compactingKeepsEverythingAndMakesItSmall() throws Exception {
    for (int i = 0; i < 30; i++) {
      commit(repository, "main", write("file" + i % 7, "text " + i), write("same", "s" + i));
    }
    var tip = tip();
    var before = files(repository.tree(tip));

    home.repositories().compactWhereDue();
    assertThat(files(repository.tree(tip))).isEqualTo(before);
    reopen();

    assertThat(files(repository.tree(tip))).isEqualTo(before);
    assertThat(repository.log(tip, 100)).hasSize(30);
    assertThat(repository.verify()).isEmpty();
    try (var files = Files.list(directory.resolve("data/git/project-12-repository-1"))) {
      assertThat(files.count()).isLessThan(10);
    }
    commit(repository, "main", write("after", "x"));
    assertThat(repository.branches()).hasSize(1);
  }

  @Test
  void nothingIsReadableOnTheDisk() throws IOException {
    commit(repository, "main", write("models/CANARYPATH.sql", "select 'CANARYTEXT'"));
    repository.compact();
    home.close();

    try (var all = Files.walk(directory.resolve("data"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain("CANARY", "main", "Ann", "refs/");
      }
    }
    open();
  }

  @Test
  void aFlippedBitIsDamageAndNotAnotherText() throws IOException {
    var first = commit(repository, "main", write("a", "one"));
    home.close();
    flip(".pack");
    open();

    assertThatThrownBy(() -> text(repository.tree(first.id()), "a"))
        .hasMessageContaining("damaged");
  }

  @Test
  void aDamagedManifestIsRefused() throws IOException {
    commit(repository, "main", write("a", "one"));
    home.close();
    flip("manifest");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED))
        .hasMessageContaining("Restore it from a backup");
  }

  private void flip(String suffix) throws IOException {
    try (var all = Files.list(directory.resolve("data/git/project-12-repository-1"))) {
      for (Path file : all.filter(path -> path.toString().endsWith(suffix)).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 4;
        Files.write(file, bytes);
      }
    }
  }

  @Test
  void whatACrashLeftBehindIsSwept() throws IOException {
    commit(repository, "main", write("a", "one"));
    home.close();
    Path leftover = directory.resolve("data/git/project-12-repository-1/0123.pack");
    Files.writeString(leftover, "half a push");
    Files.createDirectories(directory.resolve("data/git/x.part"));
    open();

    assertThat(leftover).doesNotExist();
    assertThat(directory.resolve("data/git/x.part")).doesNotExist();
    assertThat(text(repository.tree(tip()), "a")).isEqualTo("one");
  }

  @Test
  void aDeletedRepositoryIsGoneAndAnotherMayFollow() {
    commit(repository, "main", write("a", "one"));

    home.repositories().delete(PROJECT);

    assertThat(home.repositories().find(PROJECT)).isEmpty();
    assertThat(home.repositories().list()).isEmpty();
    assertThat(directory.resolve("data/git/project-12-repository-1")).doesNotExist();
    assertThat(home.repositories().create(PROJECT, "trunk").branches()).isEmpty();
    assertThat(home.repositories().list()).containsExactly(PROJECT);
    refused(Code.EXISTS, () -> home.repositories().create(PROJECT, "trunk"));
  }

  @Test
  void withItsKeyDestroyedARepositoryCannotBeRead() {
    commit(repository, "main", write("a", "one"));
    home.ring().destroy(KeyOwner.project(PROJECT.value()));
    home.repositories().close();

    refused(Code.NOT_FOUND, () -> home.repositories().get(PROJECT))
        .hasMessageContaining("destroyed on purpose");
  }

  @Test
  void aDestroyedRepositoryCannotBeReadFromACopyEither() throws IOException {
    commit(repository, "main", write("a", "one"));
    Path kept = directory.resolve("data/git/project-12-repository-1");
    Path copy = Files.createDirectories(directory.resolve("backup"));
    copyFiles(kept, copy);

    home.repositories().destroy(PROJECT);

    assertThat(home.repositories().find(PROJECT)).isEmpty();
    assertThat(home.ring().find(KeyOwner.project(PROJECT.value()), Purpose.SEALING)).isEmpty();
    copyFiles(copy, Files.createDirectories(kept));
    refused(Code.NOT_FOUND, () -> home.repositories().get(PROJECT))
        .hasMessageContaining("destroyed on purpose");
    home.close();
    home = Home.open(directory);
    assertThat(kept).doesNotExist();
    assertThat(home.repositories().create(PROJECT, "main").branches()).isEmpty();
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private CommitId tip() {
    return repository.resolve("main").orElseThrow().id();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Code code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(GitException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
