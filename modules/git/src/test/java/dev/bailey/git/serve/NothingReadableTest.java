package dev.bailey.git.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import dev.bailey.testkit.CanaryScanner;
import dev.bailey.testkit.GitClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing of a repository can be read on the disk: not the names of files, branches, tags and
/// people, not contents, not messages; neither before compaction nor after.
@Tag("slow")
final class NothingReadableTest {
  @TempDir Path directory;

  @Test
  void ofAPushedRepositoryNothingCanBeReadOnTheDisk() throws Exception {
    var scanner = CanaryScanner.find();
    String branch = scanner.plant();
    String message = scanner.plant();
    String tag = scanner.plant();
    var client = new GitClient(directory);
    Path work =
        client.project(
            "work",
            Map.of(
                "models/" + scanner.plant() + ".sql",
                "select '" + scanner.plant() + "'",
                scanner.plant() + "/seed.csv",
                (scanner.plant() + "\n").repeat(5_000)));
    client.git(work, "checkout", "-q", "-b", branch);
    String author = scanner.plant() + " <" + scanner.plant() + "@example.com>";
    client.git(work, "commit", "-q", "--allow-empty", "--author", author, "-m", message);
    client.git(work, "tag", "-a", tag, "-m", scanner.plant());
    Path stored = directory.resolve("home");
    try (var home = Home.open(stored)) {
      home.repository();
      var git = new GitHttp(home.repositories(), new OpenDoor(), GitLimits.standard());
      try (var server = new TestHttpServer(git)) {
        client.git(work, "push", "-q", server.url("ann"), "main", branch, tag);
      }
      assertThat(home.repository().branches()).hasSize(2);

      assertThat(scanner.scan(stored).report()).contains("hits=0");
      home.repository().compact();
    }

    assertThat(scanner.scan(stored).report()).contains("hits=0");
    assertThat(scanner.scan(work).hit()).as("the plain repository turns the scan red").isTrue();
  }
}
