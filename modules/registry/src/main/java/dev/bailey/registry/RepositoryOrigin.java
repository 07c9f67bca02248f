package dev.bailey.registry;

/// Where a project's files come from.
public sealed interface RepositoryOrigin {

  /// A repository that this appliance hosts, to be pushed to.
  ///
  /// @param name what its URL ends in, before `.git`
  record Managed(String name) implements RepositoryOrigin {
    public Managed {
      if (!name.matches("[a-z0-9][a-z0-9._-]{0,99}") || name.endsWith(".git")) {
        throw new IllegalArgumentException(
            "the name of a repository has 1 to 100 of a-z, 0-9, '.', '_' and '-', and starts with "
                + "a letter or digit: "
                + name);
      }
    }
  }

  /// A repository elsewhere, to be synced from.
  ///
  /// @param url `https://…`, `ssh://…` or `user@host:path`, without a password in it
  /// @param hostKey what the SSH server showed when an administrator confirmed it, as a line of
  ///   OpenSSH's `known_hosts` without the host; empty until then, and for HTTPS
  record Remote(String url, GitAccess access, String hostKey) implements RepositoryOrigin {}
}
