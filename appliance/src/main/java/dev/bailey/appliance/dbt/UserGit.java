package dev.bailey.appliance.dbt;

import dev.bailey.appliance.packages.GitPackages;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.sync.KnownHosts;
import dev.bailey.registry.Destination;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How a shell's user enters git hosts: HTTPS without a password, SSH with the first key in
/// `~/.ssh` that has no passphrase.
///
/// @param ssh the folder `~/.ssh`
record UserGit(Path ssh) implements GitPackages.Entrance {
  private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  @Override
  public GitAccess access(Destination host, boolean overSsh) {
    if (!overSsh) {
      return new GitAccess.Open();
    }
    for (String name : KEYS) {
      Path key = ssh.resolve(name);
      if (Files.isRegularFile(key)) {
        return new GitAccess.DeployKey("", Secret.of(text(key)));
      }
    }
    throw new GitException(
        Code.CREDENTIALS,
        "there is no SSH key in %s: make one with ssh-keygen, or name the repository by its HTTPS URL"
            .formatted(ssh));
  }

  @Override
  public String hostKey(Destination host) {
    Path file = ssh.resolve("known_hosts");
    String known = Files.isRegularFile(file) ? text(file) : "";
    return KnownHosts.parse(known)
        .key(host)
        .orElseThrow(() ->
            new GitException(
                Code.UNTRUSTED,
                "the key of %s is not in %s: connect with ssh once and confirm it"
                    .formatted(host, file)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new GitException(Code.CREDENTIALS, file + " cannot be read", e);
    }
  }
}
