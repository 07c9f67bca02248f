package dev.bailey.git.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.git.CommitId;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.sync.RemoteCommits.Remote;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.source.SourceTree;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import dev.bailey.testkit.GitOverSsh;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With OpenSSH's server, and with nginx before `git-http-backend`.
@Tag("slow")
final class RemoteCommitsTest {
  private static final GitLimits LIMITS =
      new GitLimits(1 << 20, 2 << 20, 1000, Duration.ofSeconds(20), 4);
  private static final GitAccess TOKEN =
      new GitAccess.Token(GitOverHttps.USER, Secret.of(GitOverHttps.TOKEN));
  private static final Gate OPEN = to -> new InetSocketAddress(to.host(), to.port());

  @TempDir Path directory;

  private GitClient client;
  private Path work;
  private Path bare;

  @BeforeEach
  void start() {
    client = new GitClient(directory);
    work = client.project("work", Map.of("dbt_project.yml", "name: one\n", "a/b", "1"));
    client.git(work, "tag", "-a", "v1", "-m", "tagged");
    client.commit(work, "a/b", "2");
    client.git(work, "branch", "v1-next");
    bare = directory.resolve("remotes/one.git");
    client.git(directory, "clone", "-q", "--bare", work.toString(), bare.toString());
  }

  private GitOverHttps nginx() throws Exception {
    return new GitOverHttps(
        Files.createDirectories(directory.resolve("nginx")), client, directory.resolve("remotes"));
  }

  private static RemoteCommits commits(String authorities) {
    return new RemoteCommits(TrustedSockets.trusting(authorities), LIMITS, Clock.systemUTC());
  }

  private String sha(String revision) {
    return client.git(work, "rev-parse", revision + "^{commit}").trim();
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.read(path).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aCommitIsReadOverHttpsWithoutItsHistory() throws Exception {
    try (var https = nginx()) {
      var remote = new Remote(https.url("localhost", "one.git"), TOKEN, "");
      var commits = commits(https.authority());

      assertThat(commits.resolve(remote, OPEN, "HEAD").sha()).isEqualTo(sha("main"));
      assertThat(commits.resolve(remote, OPEN, "v1").sha()).isEqualTo(sha("v1"));
      assertThat(commits.resolve(remote, OPEN, "v1-next").sha()).isEqualTo(sha("main"));
      var old = new CommitId(sha("v1"));
      assertThat(commits.resolve(remote, OPEN, old.sha())).isEqualTo(old);
      assertThat(text(commits.files(remote, OPEN, old), "a/b")).isEqualTo("1");
      assertThat(text(commits.files(remote, OPEN, new CommitId(sha("main"))), "a/b"))
          .isEqualTo("2");
    }
  }

  @Test
  void aCommitIsReadOverSsh() throws Exception {
    var key = DeployKeys.make("bailey");
    try (var ssh =
        new GitOverSsh(
            Files.createDirectories(directory.resolve("sshd")), client, key.publicKey())) {
      var remote = new Remote(ssh.url(bare), key, ssh.hostKey("host"));

      var commit = commits("").resolve(remote, OPEN, "main");

      assertThat(text(commits("").files(remote, OPEN, commit), "a/b")).isEqualTo("2");
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    try (var https = nginx()) {
      var remote = new Remote(https.url("localhost", "one.git"), TOKEN, "");
      var commits = commits(https.authority());

      assertThatThrownBy(() -> commits.resolve(remote, OPEN, "v9"))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("has no tag, branch or full commit id 'v9'");
      assertThatThrownBy(() -> commits.files(remote, OPEN, new CommitId("1".repeat(40))))
          .isInstanceOf(GitException.class);
    }
  }

  @Test
  void aWrongTokenIsRefused() throws Exception {
    try (var https = nginx()) {
      var wrong = new GitAccess.Token(GitOverHttps.USER, Secret.of("wrong"));
      var remote = new Remote(https.url("localhost", "one.git"), wrong, "");

      assertThatThrownBy(() -> commits(https.authority()).resolve(remote, OPEN, "main"))
          .extracting(e -> ((GitException) e).code())
          .isEqualTo(Code.CREDENTIALS);
    }
  }

  @Test
  void aRepositoryThatIsTooLargeIsRefused() throws Exception {
    byte[] noise = new byte[3 << 20];
    new java.util.Random(1).nextBytes(noise);
    Files.write(work.resolve("noise"), noise);
    client.git(work, "add", "-A");
    client.git(work, "commit", "-qm", "noise");
    client.git(work, "push", "-q", bare.toString(), "main");
    try (var https = nginx()) {
      var remote = new Remote(https.url("localhost", "one.git"), TOKEN, "");

      assertThatThrownBy(
              () -> commits(https.authority()).files(remote, OPEN, new CommitId(sha("main"))))
          .extracting(e -> ((GitException) e).code())
          .isEqualTo(Code.TOO_LARGE);
    }
  }
}
