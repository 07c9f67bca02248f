package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.ssh.SshAlgorithms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// Connections over SSH with one deploy key to hosts whose key is pinned. Nothing is taken from the
/// machine: no `~/.ssh`, no agent, no configuration file.
final class SshRemotes extends SshSessionFactory {
  private static final String DEFAULT_USER = "git";

  private final InetSocketAddress address;
  private final String privateKey;
  private final String hostKey;
  private final Duration timeout;

  /// @param address where to connect, whatever host a URL names
  /// @param privateKey in OpenSSH's format
  /// @param hostKey the only one that is accepted, as `ssh-ed25519 AAAA…`
  SshRemotes(InetSocketAddress address, String privateKey, String hostKey, Duration timeout) {
    this.address = address;
    this.privateKey = privateKey;
    this.hostKey = hostKey;
    this.timeout = timeout;
  }

  /// Asks a host for its key, for an administrator to confirm. Nothing else is said to it.
  ///
  /// @return a line of `known_hosts` without the host
  /// @throws IOException when there is no SSH server
  static String hostKey(InetSocketAddress host, Duration timeout) throws IOException {
    var seen = new AtomicReference<String>();
    var client =
        client(
            (_, _, key) -> {
              seen.set(PublicKeyEntry.toString(key));
              return false;
            },
            "ssh-ed25519");
    client.start();
    try {
      var session = client.connect(DEFAULT_USER, host);
      try (var connected = session.verify(timeout).getSession()) {
        // The key is refused, and with it the connection: the end of it is all there is to wait
        // for.
        connected.waitFor(List.of(ClientSession.ClientSessionEvent.CLOSED), timeout);
      }
    } finally {
      client.stop();
    }
    String key = seen.get();
    if (key == null) {
      throw new IOException("the server showed no host key");
    }
    return key;
  }

  /// SHA-256 of a key, as OpenSSH writes it.
  static String fingerprint(String hostKey) {
    try {
      var key = PublicKeyEntry.parsePublicKeyEntry(hostKey).resolvePublicKey(null, null, null);
      return String.valueOf(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new GitException(
          GitException.Code.INVALID, "the host key is not 'key-type key' with a known type", e);
    }
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider credentials, @Nullable FS fs, int tms)
      throws SshFailure {
    var client = client(new Pinned(hostKey), hostKey.split(" ", 2)[0]);
    client.start();
    try {
      String user = uri.getUser() == null ? DEFAULT_USER : uri.getUser();
      var session = client.connect(user, address).verify(timeout).getSession();
      session.addPublicKeyIdentity(key());
      session.auth().verify(timeout);
      return new SshRemoteSession(client, session);
    } catch (IOException e) {
      client.stop();
      throw new SshFailure(e);
    } catch (RuntimeException e) {
      client.stop();
      throw e;
    }
  }

  private static SshClient client(ServerKeyVerifier verifier, String hostKeyType) {
    var client = ClientBuilder.builder().build();
    SshAlgorithms.apply(client, ClientBuilder.DH2KEX);
    client.setSignatureFactories(preferring(hostKeyType, client.getSignatureFactories()));
    client.setServerKeyVerifier(verifier);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    CoreModuleProperties.NIO_WORKERS.set(client, 1);
    return client;
  }

  /// A host has keys of several types, and shows the one of the first type that is asked for.
  private static List<NamedFactory<Signature>> preferring(
      String hostKeyType, List<NamedFactory<Signature>> all) {
    String type = hostKeyType.equals("ssh-rsa") ? "rsa-sha2-512" : hostKeyType;
    var ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparing(factory -> !factory.getName().equals(type)));
    return ordered;
  }

  private KeyPair key() {
    try {
      var stream = new ByteArrayInputStream(privateKey.getBytes(StandardCharsets.UTF_8));
      for (var pair :
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("deploy key"), stream, FilePasswordProvider.EMPTY)) {
        return pair;
      }
    } catch (IOException | GeneralSecurityException e) {
      // Said below, without what the exception might quote.
    }
    throw new GitException(
        Code.CREDENTIALS,
        "the deploy key is not a private key in OpenSSH's format; make a new one");
  }

  @Override
  public String getType() {
    return "bailey";
  }

  /// Accepts one key only.
  private record Pinned(String hostKey) implements ServerKeyVerifier {
    @Override
    public boolean verifyServerKey(
        ClientSession session, java.net.SocketAddress address, PublicKey key) {
      try {
        var pinned = PublicKeyEntry.parsePublicKeyEntry(hostKey).resolvePublicKey(null, null, null);
        return KeyUtils.compareKeys(pinned, key);
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        return false;
      }
    }
  }
}
