package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.registry.Destination;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/// Where a remote repository is: over HTTPS or SSH, and in no other way. JGit alone would also
/// follow paths on this machine, plain HTTP, FTP and more.
record RemoteUrl(URIish uri, boolean ssh) {
  private static final int HTTPS_PORT = 443;
  private static final int SSH_PORT = 22;

  /// @throws GitException INVALID with what is right instead
  static RemoteUrl parse(String url) {
    try {
      var uri = new URIish(url);
      var scheme = Optional.ofNullable(uri.getScheme());
      boolean scpLike =
          scheme.isEmpty()
              && uri.getHost() != null
              && url.indexOf(':') > 0
              && !url.matches(".*(::|\\\\).*");
      boolean ssh = scpLike || scheme.filter("ssh"::equals).isPresent();
      if (!ssh && scheme.filter("https"::equals).isEmpty()) {
        throw invalid("it must begin with https:// or ssh://, or be user@host:path");
      }
      if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getHost().startsWith("-")) {
        throw invalid("it names no host");
      }
      if (uri.getPass() != null || (!ssh && uri.getUser() != null)) {
        throw invalid("it holds a user or password; put them into the repository's credentials");
      }
      return new RemoteUrl(uri, ssh);
    } catch (URISyntaxException e) {
      throw invalid("it is malformed");
    }
  }

  /// The message does not repeat the URL: there may be a password in it.
  private static GitException invalid(String why) {
    return new GitException(Code.INVALID, "the URL of the remote repository is wrong: " + why);
  }

  Destination destination() {
    int standard = ssh ? SSH_PORT : HTTPS_PORT;
    return new Destination(
        String.valueOf(uri.getHost()), uri.getPort() > 0 ? uri.getPort() : standard);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
