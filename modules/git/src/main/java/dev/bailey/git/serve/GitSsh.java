package dev.bailey.git.serve;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.storage.keys.KeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The SSH server for git: public keys only, no shell, no forwarding.
public final class GitSsh implements AutoCloseable {

  /// Starts listening.
  ///
  /// @param hostKey where the server's own key is kept, encrypted; made on the first start
  public static GitSsh start(
      SshListen listen,
      Repositories repositories,
      GitDoor door,
      GitLimits limits,
      Path hostKey,
      KeyRing ring,
      SecureRandom random) {
    return new GitSsh();
  }

  /// The port that it listens on.
  public int port() {
    return 0;
  }

  /// The server's public key, as a line of `known_hosts` without the host: `ssh-ed25519 AAAA…`.
  public String hostKey() {
    return "";
  }

  @Override
  public void close() {}
}
