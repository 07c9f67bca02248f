package dev.bailey.git;

import static dev.bailey.git.Home.commit;
import static dev.bailey.git.Home.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Repositories as a backup takes them, while they are used.
@Timeout(120)
final class PinnedRepositoryTest {
  @TempDir Path directory;
  private int restores;

  @Test
  void whatIsPinnedIsWholeWhileCommitsAndCompactionsGoOn() throws IOException {
    var ends = new AtomicBoolean();
    var commits = new AtomicInteger();
    try (var home = Home.open(directory.resolve("home"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      commit(home.repository(), "main", write("file-0", "0"));
      var writing =
          CompletableFuture.runAsync(
              () -> {
                while (!ends.get()) {
                  int next = commits.get() + 1;
                  commit(home.repository(), "main", write("file-" + next, "text"));
                  commits.set(next);
                  if (next % 7 == 0) {
                    home.repository().compact();
                  }
                }
              },
              threads);
      for (int round = 0; round < 8; round++) {
        int before = commits.get();
        assertThat(commitsIn(pinned(home))).isGreaterThanOrEqualTo(before);
      }
      ends.set(true);
      writing.join();
    }
  }

  @Test
  void aRepositoryIsDeletedAfterTheHold() throws Exception {
    try (var home = Home.open(directory.resolve("home"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      commit(home.repository(), "main", write("a", "1"));
      CompletableFuture<Void> deletion;
      try (var _ = home.repositories().hold()) {
        deletion =
            CompletableFuture.runAsync(() -> home.repositories().delete(Home.PROJECT), threads);
        Assertions.assertThatThrownBy(() -> deletion.get(200, TimeUnit.MILLISECONDS))
            .isInstanceOf(TimeoutException.class);
        home.repositories().pin(directory.resolve("pinned"));
      }
      deletion.get(10, TimeUnit.SECONDS);

      assertThat(directory.resolve("pinned/project-12-repository-1/manifest")).exists();
    }
  }

  private Path pinned(Home home) {
    Path pinned = directory.resolve("pinned-" + ++restores);
    try (var _ = home.repositories().hold()) {
      home.repositories().pin(pinned);
    }
    return pinned;
  }

  /// As many as there are files, which each commit adds one of.
  private int commitsIn(Path pinned) throws IOException {
    Path other = directory.resolve("restored-" + restores);
    for (String file : new String[] {"data/keyring", "keys/master.key"}) {
      Files.createDirectories(DurableFiles.directoryOf(other.resolve(file)));
      Files.copy(
          directory.resolve("home").resolve(file),
          other.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.move(pinned, other.resolve("data/git"));
    var damaged = new ArrayList<String>();
    try (var home = Home.open(other)) {
      assertThat(home.repositories().verify(damaged::add)).isEqualTo(1);
      assertThat(damaged).isEmpty();
      var head = home.repository().resolve("refs/heads/main").orElseThrow();
      return Home.files(home.repository().tree(head.id())).size() - 1;
    }
  }
}
