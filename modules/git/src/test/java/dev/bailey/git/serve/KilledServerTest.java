package dev.bailey.git.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.Home;
import dev.bailey.testkit.GitClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the server while stock git pushes, again and again: each push that git called done
/// is there afterwards, and each other one is there whole or not at all.
@Tag("slow")
final class KilledServerTest {
  private static final int ROUNDS = 12;
  private static final int CLIENTS = 2;
  private static final int LONGEST_MILLIS = 1_500;

  @TempDir Path directory;

  /// What git said was pushed: a branch, and the commit.
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @Test
  void everyAcknowledgedPushIsThereAfterTheServerWasKilled() throws Exception {
    Path home = directory.resolve("home");
    var client = new GitClient(directory);
    var works =
        IntStream.range(0, CLIENTS).mapToObj(i -> client.project("work" + i, project(i))).toList();
    var dice = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      var server = Server.start(home);
      assertThat(heads(client, server)).containsAllEntriesOf(acknowledged);
      try (var pushers = Executors.newFixedThreadPool(CLIENTS)) {
        for (int i = 0; i < CLIENTS; i++) {
          String name = "round" + round + "-" + i;
          Path work = works.get(i);
          pushers.execute(() -> pushUntilItFails(client, work, server, name));
        }
        // A test of killing at any moment has to let moments pass.
        server.process().waitFor(dice.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
        server.kill();
      }
    }

    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    var server = Server.start(home);
    assertThat(heads(client, server)).containsAllEntriesOf(acknowledged);
    client.git(directory, "clone", "-q", "--mirror", server.url(), "clone");
    server.kill();
    assertThat(client.git(directory.resolve("clone"), "fsck", "--full", "--strict"))
        .doesNotContain("error", "missing", "corrupt");
    try (var opened = Home.open(home)) {
      assertThat(opened.repository().verify()).isEmpty();
    }
  }

  private static Map<String, String> project(int number) {
    return Map.of("dbt_project.yml", "name: shop" + number, "seed.csv", "x".repeat(10_000));
  }

  /// One new branch after the other, each with a commit of its own.
  private void pushUntilItFails(GitClient client, Path work, Server server, String name) {
    for (int i = 0; ; i++) {
      String branch = name + "-" + i;
      client.commit(work, "models/" + branch + ".sql", "select " + branch.hashCode());
      String commit = client.git(work, "rev-parse", "HEAD").trim();
      if (client.tryGit(work, "push", "-q", server.url(), "HEAD:refs/heads/" + branch).status()
          != 0) {
        return;
      }
      acknowledged.put(branch, commit);
    }
  }

  /// Branches as a server has them.
  private Map<String, String> heads(GitClient client, Server server) {
    var heads = new HashMap<String, String>();
    String listed = client.git(directory, "ls-remote", "--heads", server.url());
    for (String line : listed.lines().toList()) {
      String[] words = line.split("\\s+refs/heads/");
      heads.put(words[1], words[0]);
    }
    return heads;
  }

  /// The server's process.
  private record Server(Process process, String url) {
    static Server start(Path home) throws IOException {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServedForTests.class.getName(),
                  home.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      // Not closed: closing it would close the pipe that the server writes to.
      var reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      return new Server(
          process,
          Optional.ofNullable(reader.readLine())
              .filter(line -> line.startsWith("http"))
              .orElseThrow(() -> new AssertionError("the server did not start")));
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
