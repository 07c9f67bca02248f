package dev.bailey.git.serve;

import dev.bailey.git.GitException;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.git.ssh.SshAlgorithms;
import dev.bailey.storage.keys.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerSession;

/// The SSH server for git: public keys only, no shell, no forwarding. Users are known by their key;
/// the name before the `@` does not matter.
public final class GitSsh implements AutoCloseable {
  static final AttributeKey<GitUser> USER = new AttributeKey<>();

  private static final Duration TO_LOG_IN = Duration.ofSeconds(30);

  /// Agents offer all keys they hold, one after the other.
  private static final int KEYS_TRIED = 20;

  private static final int CHANNELS = 4;

  private final SshServer server;
  private final KeyPair hostKey;

  private GitSsh(SshServer server, KeyPair hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  /// Starts listening.
  ///
  /// @param hostKey where the server's own key is kept, encrypted; made on the first start
  /// @throws GitException IO when the port is taken
  public static GitSsh start(
      SshListen listen,
      Repositories repositories,
      GitDoor door,
      GitLimits limits,
      Path hostKey,
      KeyRing ring,
      SecureRandom random) {
    var pair = new HostKey(hostKey, ring, random).pair();
    var server = ServerBuilder.builder().build();
    SshAlgorithms.apply(server, ServerBuilder.DH2KEX);
    server.setKeyPairProvider(KeyPairProvider.wrap(pair));
    server.setHost(listen.host());
    server.setPort(listen.port());
    openOnlyWhatGitNeeds(server);
    limit(server, listen, limits);
    var git = new GitServer(repositories, door, limits);
    server.setPublickeyAuthenticator((_, key, session) -> knows(door, key, session));
    server.setCommandFactory((_, command) -> new GitCommand(git, command));
    server.setShellFactory(_ -> new GitCommand(git, ""));
    try {
      server.start();
    } catch (IOException e) {
      throw new GitException(
          GitException.Code.IO,
          "cannot listen for SSH on %s:%d: %s. Set host and ssh_port in bailey.yaml"
              .formatted(listen.host(), listen.port(), e.getMessage()),
          e);
    }
    return new GitSsh(server, pair);
  }

  private static void openOnlyWhatGitNeeds(SshServer server) {
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setGlobalRequestHandlers(
        List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setSubsystemFactories(List.of());
  }

  private static void limit(SshServer server, SshListen listen, GitLimits limits) {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Bailey");
    CoreModuleProperties.AUTH_TIMEOUT.set(server, TO_LOG_IN);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, limits.idle());
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, limits.idle().plusSeconds(5));
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, KEYS_TRIED);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
    server.addSessionListener(new Crowd(listen.connections()));
  }

  /// Counts connections, and closes those beyond the limit before they cost anything.
  private static final class Crowd implements SessionListener {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    Crowd(int most) {
      this.most = most;
    }

    @Override
    public void sessionCreated(Session session) {
      if (open.incrementAndGet() > most) {
        session.close(true);
      }
    }

    @Override
    public void sessionClosed(Session session) {
      open.decrementAndGet();
    }
  }

  /// Also asked for keys that a client merely offers. The last one asked for is the one that it
  /// then signs with, so the user of that one counts.
  private static boolean knows(GitDoor door, PublicKey key, ServerSession session) {
    var user = door.userOf(sshKey(key));
    user.ifPresentOrElse(
        known -> session.setAttribute(USER, known), () -> session.removeAttribute(USER));
    return user.isPresent();
  }

  private static SshKey sshKey(PublicKey key) {
    String[] line = PublicKeyEntry.toString(key).split(" ");
    return new SshKey(line[0], line[1], KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
  }

  /// The port that it listens on.
  public int port() {
    return server.getPort();
  }

  /// The server's public key, as a line of `known_hosts` without the host: `ssh-ed25519 AAAA…`.
  public String hostKey() {
    return PublicKeyEntry.toString(hostKey.getPublic());
  }

  /// Stops listening and breaks off what is in progress.
  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new GitException(GitException.Code.IO, "the SSH server did not stop in order", e);
    }
  }
}
