package dev.bailey.git;

import static dev.bailey.git.Home.commit;
import static dev.bailey.git.Home.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.store.EncryptedRepository;
import dev.bailey.storage.file.EncryptedFile;
import dev.bailey.storage.keys.DataKeyRotation;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories whose data keys are rotated while they are used.
final class RotatedKeysTest {
  private static final KeyOwner.Repository OWNER =
      new KeyOwner.Repository(new KeyOwner.Project(Home.PROJECT.value()), 1);

  @TempDir Path directory;
  private Home home;
  private Key256 old;

  @BeforeEach
  void aRepositoryWithTwoCommits() {
    home = Home.open(directory);
    commit(home.repository(), "main", write("a", "1"));
    commit(home.repository(), "main", write("a", "2"), write("b", "3"));
    old = home.ring().key(OWNER, Purpose.GIT);
  }

  @AfterEach
  void close() {
    old.close();
    home.close();
  }

  @Test
  void itIsReadAndWrittenDuringAndAfter() throws IOException {
    var before = log();
    home.ring().beginRotation();

    assertThat(pass().left()).isZero();

    assertThat(log()).isEqualTo(before);
    commit(home.repository(), "main", write("c", "4"));
    assertThat(home.repositories().jgit(Home.PROJECT).verify()).isEmpty();
    home.close();
    home = Home.open(directory);
    assertThat(log()).hasSize(before.size() + 1);
    assertThat(home.repositories().jgit(Home.PROJECT).verify()).isEmpty();
  }

  @Test
  void noFileIsUnderTheOldKey() throws IOException {
    assertThat(filesUnder(old)).isNotEmpty();
    home.ring().beginRotation();
    pass();

    assertThat(filesUnder(old)).isEmpty();
    try (var present = home.ring().key(OWNER, Purpose.GIT)) {
      assertThat(filesUnder(present)).isNotEmpty();
    }
  }

  @Test
  void whatWasCutShortIsReadAndGoesOn() throws IOException {
    home.ring().beginRotation();
    var pieces = new AtomicInteger(4);
    DataKeyRotation.pass(
        home.ring(), List.of(home.repositories()), () -> pieces.getAndDecrement() > 0);
    assertThat(home.ring().due()).contains(OWNER);
    home.close();
    home = Home.open(directory);

    assertThat(home.repositories().jgit(Home.PROJECT).verify()).isEmpty();
    commit(home.repository(), "main", write("c", "4"));
    assertThat(pass().left()).isZero();
    assertThat(filesUnder(old)).isEmpty();
    assertThat(home.repositories().jgit(Home.PROJECT).verify()).isEmpty();
  }

  private DataKeyRotation.Progress pass() {
    return DataKeyRotation.pass(home.ring(), List.of(home.repositories()), () -> true);
  }

  private List<Commit> log() {
    var repository = home.repository();
    return repository.log(repository.resolve("refs/heads/main").orElseThrow().id(), 10);
  }

  /// What nobody reads any more is deleted when the repositories are closed.
  private List<Path> filesUnder(Key256 key) throws IOException {
    home.close();
    home = Home.open(directory);
    Path folder = directory.resolve("data/git").resolve(OWNER.label());
    assertThat(EncryptedRepository.exists(folder)).isTrue();
    try (var files = Files.list(folder)) {
      return files.filter(file -> EncryptedFile.isUnder(file, key)).toList();
    }
  }
}
