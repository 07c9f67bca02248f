package dev.bailey.git.sync;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.storage.StorageException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;

/// Says why a sync failed, in words of our own with the remedy. The words of the exceptions stay
/// out: they quote URLs and whatever a host answered.
final class Explanation {
  private static final String AUTHORITIES = "git_authorities (for `bailey dbt`: GIT_SSL_CAINFO)";

  private final RemoteUrl url;
  private final boolean withCredentials;

  Explanation(RemoteUrl url, boolean withCredentials) {
    this.url = url;
    this.withCredentials = withCredentials;
  }

  GitException of(Throwable failure) {
    var refusal = TlsRefusal.of(failure, AUTHORITIES);
    if (refusal.isPresent()) {
      return explain(Code.UNTRUSTED, refusal.get().of(url.destination().toString()), failure);
    }
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 12; depth++) {
      var found = cause(at);
      if (found != null) {
        return found;
      }
      at = at.getCause();
    }
    return explain(
        Code.UNREACHABLE,
        "%s did not answer as a git host does; check the URL".formatted(url),
        failure);
  }

  private @org.jspecify.annotations.Nullable GitException cause(Throwable at) {
    String where = url.destination().toString();
    return switch (at) {
      case GitException known -> known;
      case StorageException broken -> explain(Code.IO, String.valueOf(broken.getMessage()), broken);
      case UnknownHostException _, UnresolvedAddressException _ ->
          explain(Code.UNREACHABLE, "there is no host named " + url.destination().host(), at);
      case ConnectException _, NoRouteToHostException _ ->
          explain(
              Code.UNREACHABLE,
              "nothing answers at %s; is the host up, and is the way there open?".formatted(where),
              at);
      case SocketTimeoutException _, TimeoutException _ ->
          explain(Code.UNREACHABLE, where + " took too long to answer", at);
      case SshException ssh -> ssh(ssh);
      case NoRemoteRepositoryException _ ->
          explain(
              Code.NOT_FOUND,
              "%s has no repository at that path, or does not show it to us".formatted(where),
              at);
      case TooLargeObjectInPackException _, TooLargePackException _ ->
          explain(Code.TOO_LARGE, "the repository, or a file in it, is larger than allowed", at);
      case CorruptObjectException bad ->
          explain(
              Code.INVALID,
              "the repository holds an object that is refused: " + bad.getMessage(),
              at);
      default -> byMessage(at);
    };
  }

  private @org.jspecify.annotations.Nullable GitException ssh(SshException failure) {
    if (failure.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
      return explain(
          Code.UNTRUSTED,
          "%s showed another host key than the one that was confirmed. If the host was set up anew,"
                  .formatted(url.destination())
              + " confirm its new key",
          failure);
    }
    boolean refused =
        failure.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    return refused ? credentials(failure) : null;
  }

  /// JGit has no exception of its own for these.
  private @org.jspecify.annotations.Nullable GitException byMessage(Throwable at) {
    String message = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("not authorized")
        || message.contains("authentication is required")
        || message.contains("not permitted")) {
      return credentials(at);
    }
    return message.contains("redirect")
        ? explain(
            Code.UNREACHABLE, url + " redirects elsewhere; use the address that it leads to", at)
        : null;
  }

  private GitException credentials(Throwable cause) {
    String remedy =
        url.ssh()
            ? "add the project's public key to the host's deploy keys"
            : withCredentials
                ? "the token may have expired, or not cover this repository"
                : "give the repository a user and a token";
    return explain(Code.CREDENTIALS, url.destination() + " did not let us in: " + remedy, cause);
  }

  private static GitException explain(Code code, String message, Throwable cause) {
    return new GitException(code, message, cause);
  }
}
