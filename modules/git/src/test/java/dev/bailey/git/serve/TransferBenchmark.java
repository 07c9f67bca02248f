package dev.bailey.git.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast stock git pushes to us and clones from us, side by side with nginx before git's own
/// `git-http-backend`, in one run on one machine. Ours encrypts what it stores and syncs it before
/// it answers, over plain HTTP here; the peer's TLS costs it little beside its processes.
///
/// Prints one line for each; asserts only that both did the work.
@Tag("bench")
final class TransferBenchmark {
  private static final int ROUNDS = 5;
  private static final int MODELS = 2_000;
  private static final int SEED_BYTES = 20_000_000;

  @TempDir Path directory;

  @Test
  void pushAndCloneBesideGitsOwnServer() throws Exception {
    var client = new GitClient(directory);
    Path work = project(client);
    client.set("GIT_SSL_NO_VERIFY", "1");
    Path remotes = Files.createDirectories(directory.resolve("remotes"));
    try (var home = Home.open(directory.resolve("home"));
        var ours =
            new TestHttpServer(
                new GitHttp(home.repositories(), new OpenDoor(), GitLimits.standard()));
        var theirs =
            new GitOverHttps(
                Files.createDirectories(directory.resolve("nginx")), client, remotes)) {
      String entry = "https://" + GitOverHttps.USER + ":" + GitOverHttps.TOKEN + "@";
      String peer = theirs.url("localhost", "shop.git").replace("https://", entry);
      measure("bailey", client, work, ours.url("ann"), () -> renew(home));
      measure("git-http-backend", client, work, peer, () -> renew(client, remotes));
      assertThat(home.repository().branches()).hasSize(1);
    }
  }

  private static void renew(Home home) {
    home.repositories().delete(Home.PROJECT);
    home.repository();
  }

  private static void renew(GitClient client, Path remotes) {
    client.run(remotes, "rm", "-rf", "shop.git");
    client.git(remotes, "init", "-q", "--bare", "shop.git");
    client.git(remotes.resolve("shop.git"), "config", "http.receivepack", "true");
  }

  private void measure(String name, GitClient client, Path work, String url, Runnable renew) {
    var push = new long[ROUNDS];
    var small = new long[ROUNDS];
    var clone = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      renew.run();
      push[i] = millis(() -> client.git(work, "push", "-q", url, "main"));
      client.commit(work, "models/again.sql", "select '" + name + i + "'");
      small[i] = millis(() -> client.git(work, "push", "-q", url, "main"));
      String copy = "clone-" + name + i;
      clone[i] = millis(() -> client.git(directory, "clone", "-q", "--bare", url, copy));
    }
    System.out.printf(
        "%-18s push of %d MB %5d ms, of one file %5d ms, clone %5d ms (medians of %d)%n",
        name, SEED_BYTES / 1_000_000, median(push), median(small), median(clone), ROUNDS);
  }

  private static long millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long median(long[] all) {
    Arrays.sort(all);
    return all[all.length / 2];
  }

  /// Many small models, and a seed that does not compress.
  private static Path project(GitClient client) throws Exception {
    Path work = client.project("work", Map.of("dbt_project.yml", "name: shop\n"));
    var dice = new Random(7);
    byte[] noise = new byte[SEED_BYTES];
    dice.nextBytes(noise);
    Files.write(work.resolve("seed.bin"), noise);
    for (int i = 0; i < MODELS; i++) {
      GitClient.write(work.resolve("models/m" + i + ".sql"), "select " + dice.nextInt());
    }
    client.git(work, "add", "-A");
    client.git(work, "commit", "-qm", "much");
    return work;
  }
}
