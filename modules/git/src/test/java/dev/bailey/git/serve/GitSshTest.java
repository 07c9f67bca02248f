package dev.bailey.git.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import dev.bailey.testkit.GitClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the stock `git` and `ssh`.
@Tag("slow")
final class GitSshTest implements ServingContract {
  @TempDir Path directory;

  private final OpenDoor door = new OpenDoor();
  private Home home;
  private GitSsh ssh;
  private GitClient client;

  @BeforeEach
  void start() {
    home = Home.open(directory.resolve("home"));
    home.repository();
    ssh = ssh(GitLimits.standard(), 20);
    client = new GitClient(directory);
    door.with(client.newKey("bob", "ed25519"), OpenDoor.BOB);
    door.with(client.newKey("ann", "ed25519"), OpenDoor.ANN);
    client.trust(ssh.port(), ssh.hostKey());
  }

  private GitSsh ssh(GitLimits limits, int connections) {
    return GitSsh.start(
        new SshListen("127.0.0.1", 0, connections),
        home.repositories(),
        door,
        limits,
        directory.resolve("home/data/ssh-host-key"),
        home.ring(),
        new SecureRandom());
  }

  @AfterEach
  void stop() {
    ssh.close();
    home.close();
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public OpenDoor door() {
    return door;
  }

  @Override
  public GitClient client() {
    return client;
  }

  @Override
  public String url() {
    return "ssh://git@127.0.0.1:%d/shop.git".formatted(ssh.port());
  }

  @Override
  public String readersUrl() {
    return url();
  }

  @Override
  public void useReader() {
    client.useKey("bob");
  }

  @Override
  public Path directory() {
    return directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa"})
  void otherKindsOfKeysWork(String type) {
    door.with(client.newKey("other", type), OpenDoor.ANN);

    client.git(directory, "ls-remote", url());
  }

  @Test
  void aKeyThatNobodyRegisteredIsRefused() {
    client.newKey("mallory", "ed25519");

    var refused = client.tryGit(directory, "clone", url(), "clone");

    assertThat(refused.status()).isNotZero();
    assertThat(refused.output()).contains("Permission denied (publickey)");
  }

  @Test
  void theHostKeyStaysTheSameAndIsNotReadableOnTheDisk() throws IOException {
    String key = ssh.hostKey();
    ssh.close();
    ssh = ssh(GitLimits.standard(), 20);

    assertThat(ssh.hostKey()).isEqualTo(key).startsWith("ssh-ed25519 ");
    byte[] file = Files.readAllBytes(directory.resolve("home/data/ssh-host-key"));
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("PRIVATE", "ssh-");
  }

  @Test
  void thereIsNoShellNoCommandAndNoForwarding() {
    var shell = client.ssh("ann", ssh.port());
    var command = client.ssh("ann", ssh.port(), "cat", "/etc/passwd");
    var sneaky = client.ssh("ann", ssh.port(), "git-upload-pack '/shop.git'; id");
    var unknown = client.ssh("ann", ssh.port(), "git-upload-pack '../../etc'");
    var tunnel = client.ssh("ann", ssh.port(), "-W", "127.0.0.1:22");

    assertThat(shell.output()).contains("hello Ann. There is no shell here");
    assertThat(command.output()).contains("There is no shell here").doesNotContain("root:");
    assertThat(sneaky.output()).contains("There is no shell here");
    assertThat(unknown.output()).contains("no such repository");
    assertThat(tunnel.status()).isNotZero();
    assertThat(shell.status()).isEqualTo(128);
  }

  @Test
  void passwordsAreNotAsked() {
    var refused =
        client.run(
            directory,
            "ssh",
            "-F",
            "none",
            "-v",
            "-o",
            "BatchMode=yes",
            "-o",
            "PubkeyAuthentication=no",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-p",
            Integer.toString(ssh.port()),
            "git@127.0.0.1");

    assertThat(refused.output()).contains("Authentications that can continue: publickey\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ciphers=aes128-cbc",
        "KexAlgorithms=diffie-hellman-group14-sha1",
        "MACs=hmac-sha1",
        "HostKeyAlgorithms=ssh-rsa"
      })
  void oldAlgorithmsAreNotSpoken(String option) {
    // AEAD ciphers need no MAC, so the one for MACs takes a cipher without.
    var refused =
        client.ssh("ann", ssh.port(), "-o", option, "-o", "Ciphers=aes256-ctr,aes128-cbc", "x");

    assertThat(refused.status()).isEqualTo(255);
  }

  @Test
  void moreConnectionsThanAllowedAreClosed() throws IOException {
    ssh.close();
    ssh = ssh(GitLimits.standard(), 2);
    try (var one = new Socket(InetAddress.getLoopbackAddress(), ssh.port());
        var two = new Socket(InetAddress.getLoopbackAddress(), ssh.port())) {
      assertThat(one.getInputStream().read()).isEqualTo('S');
      assertThat(two.getInputStream().read()).isEqualTo('S');

      try (var three = new Socket(InetAddress.getLoopbackAddress(), ssh.port())) {
        three.setSoTimeout(20_000);
        assertThat(three.getInputStream().readAllBytes().length).isLessThan(30);
      }
    }
  }

  @Test
  void aSilentClientIsCutOff() throws IOException {
    ssh.close();
    ssh = ssh(new GitLimits(1000, 1000, 100, Duration.ofSeconds(1), 2), 5);
    try (var silent = new Socket(InetAddress.getLoopbackAddress(), ssh.port())) {
      silent.setSoTimeout(30_000);
      assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void whatIsTooLargeIsRefused() {
    ssh.close();
    ssh = ssh(new GitLimits(5000, 20_000, 100, Duration.ofSeconds(20), 2), 5);
    client.trust(ssh.port(), ssh.hostKey());
    Path work = client.project("work", java.util.Map.of("a", "x".repeat(6000)));

    var object = client.tryGit(work, "push", url(), "main");

    assertThat(object.status()).isNotZero();
    assertThat(object.output()).contains("Object too large (6,000 bytes)");
    assertThat(home.repository().branches()).isEmpty();
  }
}
