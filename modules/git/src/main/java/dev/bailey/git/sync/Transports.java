package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.store.ReceivedObjects;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/// Makes JGit's transports to git hosts, each to one address, by HTTPS or SSH.
record Transports(TrustedSockets sockets, GitLimits limits) {

  /// A remote repository and how it is entered.
  ///
  /// @param hostKey for SSH: as a line of `known_hosts` without the host
  record Way(RemoteUrl url, GitAccess access, String hostKey, InetSocketAddress address) {}

  /// @throws GitException CREDENTIALS, UNTRUSTED
  Transport open(Repository local, Way way) throws IOException {
    var transport = Transport.open(local, way.url().uri());
    transport.setTimeout((int) Math.max(1, limits.idle().toSeconds()));
    transport.setObjectChecker(new ReceivedObjects());
    switch (transport) {
      case TransportHttp http ->
          http.setHttpConnectionFactory(new HttpsRemotes(way.address(), sockets));
      case SshTransport ssh -> ssh.setSshSessionFactory(sshRemotes(way));
      default -> throw new IllegalStateException("no transport of ours: " + transport.getClass());
    }
    if (way.access() instanceof GitAccess.Token(var user, var token)) {
      transport.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(user, token.reveal()));
    }
    return transport;
  }

  private SshRemotes sshRemotes(Way way) {
    if (!(way.access() instanceof GitAccess.DeployKey(_, var key))) {
      throw new GitException(
          Code.CREDENTIALS, "a repository over SSH needs a deploy key; make one for the project");
    }
    if (way.hostKey().isBlank()) {
      throw new GitException(
          Code.UNTRUSTED, "the host's SSH key was not confirmed yet; confirm it first");
    }
    return new SshRemotes(way.address(), key.reveal(), way.hostKey(), limits.idle());
  }
}
