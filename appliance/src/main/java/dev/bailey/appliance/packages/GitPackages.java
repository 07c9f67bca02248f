package dev.bailey.appliance.packages;

import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.GitSource;
import dev.bailey.git.CommitId;
import dev.bailey.git.GitException;
import dev.bailey.git.sync.Gate;
import dev.bailey.git.sync.RemoteCommits;
import dev.bailey.git.sync.RemoteHost;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.registry.Destination;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.Secret;
import dev.bailey.source.SourceTree;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Packages from git repositories over HTTPS and SSH. A user or token in the URL, which dbt's users
/// put there by `env_var`, is what the repository is entered with.
public final class GitPackages implements GitSource {
  private static final Pattern WITH_USER =
      Pattern.compile("(https://)([^/@:]*)(?::([^/@]*))?@(.*)");

  private final RemoteCommits commits;
  private final Gate gate;
  private final Entrance entrance;

  /// How repositories are entered whose URL does not tell.
  public interface Entrance {

    /// @param ssh over SSH, or else over HTTPS
    /// @throws GitException when there is no way
    GitAccess access(Destination host, boolean ssh);

    /// The host's SSH key as a line of `known_hosts` without the host.
    ///
    /// @throws GitException when it is not known
    String hostKey(Destination host);
  }

  public GitPackages(RemoteCommits commits, Gate gate, Entrance entrance) {
    this.commits = commits;
    this.gate = gate;
    this.entrance = entrance;
  }

  @Override
  public String commit(String url, String revision) {
    return explained(url, revision, () -> commits.resolve(remote(url), gate, revision).sha());
  }

  @Override
  public SourceTree files(String url, String commit) {
    return explained(url, commit, () -> commits.files(remote(url), gate, new CommitId(commit)));
  }

  private static <T> T explained(String url, String revision, Supplier<T> work) {
    try {
      return work.get();
    } catch (GitException e) {
      String message =
          "Error checking out spec='%s' for repo %s\n%s%s"
              .formatted(revision, withoutUser(url), e.getMessage(), Egress.remedy(e));
      throw e.code() == GitException.Code.TOO_LARGE
          ? new DepsException.TooLarge(message + ".", e)
          : new DepsException(message, e);
    }
  }

  private static String withoutUser(String url) {
    return url.replaceFirst("//[^/@]*@", "//");
  }

  private RemoteCommits.Remote remote(String url) {
    Matcher user = WITH_USER.matcher(url);
    if (user.matches()) {
      String password = user.group(3) == null ? "" : user.group(3);
      return new RemoteCommits.Remote(
          user.group(1) + user.group(4),
          new GitAccess.Token(decoded(user.group(2)), Secret.of(decoded(password))),
          "");
    }
    RemoteHost host = RemoteSync.host(url);
    return new RemoteCommits.Remote(
        url,
        entrance.access(host.destination(), host.ssh()),
        host.ssh() ? entrance.hostKey(host.destination()) : "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
