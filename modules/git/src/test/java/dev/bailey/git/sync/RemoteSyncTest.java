package dev.bailey.git.sync;

import static dev.bailey.git.Home.PROJECT;
import static dev.bailey.git.Home.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import dev.bailey.git.RefsUpdated;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.GitOverHttps;
import dev.bailey.testkit.GitOverSsh;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With OpenSSH's server, and with nginx before `git-http-backend`.
@Tag("slow")
final class RemoteSyncTest {
  private static final GitAccess.DeployKey KEY = DeployKeys.make("bailey project 12");
  private static final GitLimits LIMITS =
      new GitLimits(1 << 20, 50 << 20, 1000, Duration.ofSeconds(20), 4);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final GitAccess TOKEN =
      new GitAccess.Token(GitOverHttps.USER, Secret.of(GitOverHttps.TOKEN));

  @TempDir Path directory;

  private final Remotes remotes = new Remotes();
  private final ArrayList<RefsUpdated> heard = new ArrayList<>();
  private Home home;
  private GitClient client;
  private Path work;
  private Path bare;

  @BeforeEach
  void start() {
    home = Home.open(directory.resolve("home"), LIMITS);
    home.repositories().addListener(heard::add);
    client = new GitClient(directory);
    work = client.project("work", Map.of("dbt_project.yml", "name: shop\n", "a", "1"));
    bare = directory.resolve("remotes/shop.git");
    client.git(directory, "clone", "-q", "--bare", work.toString(), bare.toString());
    client.git(bare, "config", "http.receivepack", "true");
    client.git(work, "remote", "add", "origin", bare.toString());
  }

  @AfterEach
  void stop() {
    home.close();
  }

  private RemoteSync sync(String authorities) {
    return new RemoteSync(home.repositories(), remotes, LIMITS, authorities, Clock.systemUTC());
  }

  private RemoteSync sync() {
    return sync("");
  }

  private GitOverSsh sshd() throws Exception {
    return new GitOverSsh(
        Files.createDirectories(directory.resolve("sshd")), client, KEY.publicKey());
  }

  private GitOverHttps https() throws Exception {
    return new GitOverHttps(
        Files.createDirectories(directory.resolve("nginx")), client, directory.resolve("remotes"));
  }

  private void follow(String url, GitAccess access, String hostKey) {
    remotes.with(new RemoteRepository(PROJECT, url, access, hostKey, MINUTE));
  }

  private Map<String, String> synced() {
    var repository = home.repositories().get(PROJECT);
    return files(repository.tree(repository.resolve("main").orElseThrow().id()));
  }

  private static SyncResult.Failed failed(SyncResult result, Code code) {
    assertThat(result)
        .isInstanceOfSatisfying(
            SyncResult.Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    return (SyncResult.Failed) result;
  }

  private void push(String... what) {
    var words = new ArrayList<>(java.util.List.of("push", "-q", "--force", "origin"));
    words.addAll(java.util.List.of(what));
    client.git(work, words.toArray(String[]::new));
  }

  @Test
  void fromARealSshServerComesWhatIsThereAndGoesWhatIsGone() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), KEY, sshd.hostKey("host"));
      assertThat(sync.sync(PROJECT)).isInstanceOf(SyncResult.Synced.class);
      assertThat(synced()).containsEntry("a", "1").hasSize(2);
      assertThat(heard).hasSize(1);
      assertThat(heard.getFirst().by()).isEqualTo("sync");

      client.commit(work, "b", "2");
      push("main", "main:topic");
      sync.sync(PROJECT);
      assertThat(synced()).hasSize(3);

      client.git(work, "commit", "-q", "--amend", "-m", "rewritten");
      push("main", ":topic", "main:topic/deeper");
      var last = (SyncResult.Synced) sync.sync(PROJECT);
      assertThat(last.changes())
          .extracting(change -> change.ref())
          .containsExactly("refs/heads/main", "refs/heads/topic", "refs/heads/topic/deeper");
      var repository = home.repository();
      assertThat(repository.resolve("main").orElseThrow().subject()).isEqualTo("rewritten");
      assertThat(repository.verify()).isEmpty();

      assertThat(sync.sync(PROJECT))
          .isInstanceOfSatisfying(
              SyncResult.Synced.class, none -> assertThat(none.changes()).isEmpty());
      assertThat(remotes.results).hasSize(4);
      assertThat(heard).hasSize(3);
    }
  }

  @Test
  void theRemotesDefaultBranchBecomesOurs() throws Exception {
    client.git(work, "push", "-q", "origin", "main:trunk");
    client.git(bare, "symbolic-ref", "HEAD", "refs/heads/trunk");
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), KEY, sshd.hostKey("host"));
      sync.sync(PROJECT);

      assertThat(home.repository().defaultBranch()).isEqualTo("trunk");
    }
  }

  @Test
  void aHostThatIsDownChangesNothingAndIsAskedLessOften() throws Exception {
    try (var sync = sync()) {
      try (var sshd = sshd()) {
        follow(sshd.url(bare), KEY, sshd.hostKey("host"));
        sync.sync(PROJECT);
      }

      var first = failed(sync.sync(PROJECT), Code.UNREACHABLE);
      var second = failed(sync.sync(PROJECT), Code.UNREACHABLE);

      assertThat(first.message()).contains("nothing answers at 127.0.0.1");
      assertThat(second.failures()).isEqualTo(2);
      assertThat(Duration.between(second.at(), second.next()))
          .isGreaterThan(Duration.between(first.at(), first.next()));
      assertThat(synced()).containsEntry("a", "1");
    }
  }

  @Test
  void onlyTheConfirmedHostKeyIsAcceptedWhicheverTypeItHas() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      assertThat(sync.hostKey(sshd.url(bare))).isEqualTo(sshd.hostKey("host"));

      follow(sshd.url(bare), KEY, sshd.hostKey("host2"));
      assertThat(sync.sync(PROJECT)).isInstanceOf(SyncResult.Synced.class);

      String other = DeployKeys.make("x").publicKey();
      follow(sshd.url(bare), KEY, other);
      assertThat(failed(sync.sync(PROJECT), Code.UNTRUSTED).message())
          .contains("another host key", "confirm its new key");

      follow(sshd.url(bare), KEY, "");
      failed(sync.sync(PROJECT), Code.UNTRUSTED);
    }
  }

  @Test
  void aDeployKeyThatTheHostDoesNotKnowIsNamedWithTheRemedy() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), DeployKeys.make("another"), sshd.hostKey("host"));
      assertThat(failed(sync.sync(PROJECT), Code.CREDENTIALS).message())
          .contains("add the project's public key to the host's deploy keys");

      follow(sshd.url(directory.resolve("nowhere.git")), KEY, sshd.hostKey("host"));
      failed(sync.sync(PROJECT), Code.NOT_FOUND);
    }
  }

  @Test
  void overHttpsWithAToken() throws Exception {
    try (var https = https();
        var sync = sync(https.authority())) {
      follow(https.url("localhost", "shop.git"), TOKEN, "");
      assertThat(sync.sync(PROJECT)).isInstanceOf(SyncResult.Synced.class);
      client.commit(work, "b", "2");
      push("main");
      sync.sync(PROJECT);

      assertThat(synced()).containsEntry("b", "2").hasSize(3);
    }
  }

  @Test
  void whatIsWrongOverHttpsIsNamedWithoutTheSecret() throws Exception {
    try (var https = https();
        var sync = sync(https.authority());
        var stranger = sync()) {
      String url = https.url("localhost", "shop.git");
      follow(url, new GitAccess.Token(GitOverHttps.USER, Secret.of("wrong-t0ken")), "");
      assertThat(failed(sync.sync(PROJECT), Code.CREDENTIALS).message())
          .contains("the token may have expired")
          .doesNotContain("wrong-t0ken");
      follow(url, new GitAccess.Open(), "");
      assertThat(failed(sync.sync(PROJECT), Code.CREDENTIALS).message())
          .contains("give the repository a user and a token");

      follow(url, TOKEN, "");
      assertThat(failed(stranger.sync(PROJECT), Code.UNTRUSTED).message())
          .contains("name the authority in git_authorities");
      follow(https.url("127.0.0.1", "shop.git"), TOKEN, "");
      failed(sync.sync(PROJECT), Code.UNTRUSTED);

      follow(https.url("localhost", "nowhere.git"), TOKEN, "");
      failed(sync.sync(PROJECT), Code.NOT_FOUND);
      follow(https.url("localhost", "moved/shop.git"), TOKEN, "");
      assertThat(failed(sync.sync(PROJECT), Code.UNREACHABLE).message()).contains("redirects");

      remotes.forbidden.add("localhost");
      follow(url, TOKEN, "");
      assertThat(failed(sync.sync(PROJECT), Code.REFUSED).message()).contains("no rule allows");
      assertThat(home.repository().branches()).isEmpty();
    }
  }

  @Test
  void theAddressThatThePolicyAdmittedIsTheOneThatIsReached() throws Exception {
    try (var https = https();
        var sshd = sshd();
        var sync = sync(https.authority())) {
      remotes.moved.put("localhost", https.address());
      follow("https://localhost:1/shop.git", TOKEN, "");
      assertThat(sync.sync(PROJECT)).isInstanceOf(SyncResult.Synced.class);

      remotes.moved.put("git.example.com", sshd.address());
      follow("ssh://root@git.example.com" + bare, KEY, sshd.hostKey("host"));
      assertThat(sync.sync(PROJECT)).isInstanceOf(SyncResult.Synced.class);
    }
  }

  @Test
  void disconnectingDestroysWhatWasSyncedForGood() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), KEY, sshd.hostKey("host"));
      sync.sync(PROJECT);
      assertThat(sync.last(PROJECT)).containsInstanceOf(SyncResult.Synced.class);
      var owner = home.ring().owners().stream().filter(KeyOwner.Repository.class::isInstance);
      var key = owner.findFirst().orElseThrow();

      sync.disconnect(PROJECT, () -> remotes.all.clear());

      assertThat(home.repositories().find(PROJECT)).isEmpty();
      assertThat(directory.resolve("home/data/git")).isEmptyDirectory();
      assertThat(home.ring().owners()).doesNotContain(key);
      assertThat(sync.last(PROJECT)).isEmpty();
      assertThat(sync.follows(PROJECT)).isFalse();
    }
  }

  @Test
  void aFetchInProgressEndsWhenTheProjectIsDisconnected() throws Exception {
    // A host that takes a connection and then says nothing.
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var sync = sync();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      follow("https://127.0.0.1:" + silent.getLocalPort() + "/shop.git", TOKEN, "");
      var fetching = threads.submit(() -> sync.sync(PROJECT));
      try (var taken = silent.accept()) {
        var leaving = threads.submit(() -> sync.disconnect(PROJECT, () -> remotes.all.clear()));
        taken.close();
        leaving.get(30, TimeUnit.SECONDS);
        fetching.get(30, TimeUnit.SECONDS);
      }

      assertThat(home.repositories().find(PROJECT)).isEmpty();
    }
  }

  @Test
  void aRemoteThatLostItsBranchesDoesNotEmptyTheProject() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), KEY, sshd.hostKey("host"));
      sync.sync(PROJECT);
      client.git(bare, "update-ref", "-d", "refs/heads/main");

      assertThat(failed(sync.sync(PROJECT), Code.CONFLICT).message()).contains("no branches");
      assertThat(synced()).containsEntry("a", "1");
    }
  }

  @Test
  void aFileBeyondTheLimitIsRefusedAndNothingChanges() throws Exception {
    try (var sshd = sshd();
        var sync = sync()) {
      follow(sshd.url(bare), KEY, sshd.hostKey("host"));
      sync.sync(PROJECT);
      client.commit(work, "big", "x".repeat(2 << 20));
      push("main");

      failed(sync.sync(PROJECT), Code.TOO_LARGE);
      assertThat(synced()).hasSize(2);
    }
  }

  @Test
  void pollingFindsNewsByItself() throws Exception {
    var news = new LinkedBlockingQueue<RefsUpdated>();
    home.repositories().addListener(news::add);
    try (var sshd = sshd();
        var sync = sync()) {
      remotes.with(
          new RemoteRepository(
              PROJECT, sshd.url(bare), KEY, sshd.hostKey("host"), Duration.ofMillis(100)));
      sync.start();
      assertThat(news.poll(60, TimeUnit.SECONDS)).isNotNull();
      client.commit(work, "b", "2");
      push("main");

      assertThat(news.poll(60, TimeUnit.SECONDS)).isNotNull();
      assertThat(synced()).hasSize(3);
    }
  }

  @Test
  void aProjectWithoutARemoteIsNotFound() {
    try (var sync = sync()) {
      assertThatThrownBy(() -> sync.sync(PROJECT))
          .isInstanceOfSatisfying(
              GitException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }
  }
}
