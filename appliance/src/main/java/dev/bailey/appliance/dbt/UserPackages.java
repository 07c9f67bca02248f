package dev.bailey.appliance.dbt;

import dev.bailey.appliance.packages.GitPackages;
import dev.bailey.appliance.packages.HttpDownloads;
import dev.bailey.engine.deps.PackageLimits;
import dev.bailey.engine.deps.PackageShelf;
import dev.bailey.engine.deps.PackageSources;
import dev.bailey.git.GitLimits;
import dev.bailey.git.sync.RemoteCommits;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.warehouse.egress.EgressPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where packages come from when `dbt deps` is typed into a shell: everywhere, as the shell's user
/// may go anyway, with the authorities, SSH keys and known hosts of that user.
final class UserPackages {
  /// Variables that name further authorities: of the clients that dbt uses, and of git.
  private static final List<String> AUTHORITIES =
      List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO");

  private UserPackages() {}

  static PackageSources of(Map<String, String> environment) {
    var sockets = TrustedSockets.trusting(authorities(environment));
    return new PackageSources(
        PackageSources.STANDARD_HUB,
        new HttpDownloads(EgressPolicy.everywhere(), sockets, true, Duration.ofSeconds(1)),
        new GitPackages(
            new RemoteCommits(sockets, GitLimits.standard(), Clock.systemUTC()),
            host -> EgressPolicy.everywhere().admit(host.host(), host.port()),
            new UserGit(Path.of(environment.getOrDefault("HOME", "."), ".ssh"))),
        PackageShelf.inMemory(),
        PackageLimits.standard());
  }

  private static String authorities(Map<String, String> environment) {
    var all = new StringBuilder();
    for (String variable : AUTHORITIES) {
      Optional.ofNullable(environment.get(variable))
          .map(Path::of)
          .filter(Files::isRegularFile)
          .ifPresent(file -> all.append(text(variable, file)).append('\n'));
    }
    return all.toString();
  }

  private static String text(String variable, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UsageFault("%s names %s, which cannot be read".formatted(variable, file));
    }
  }
}
