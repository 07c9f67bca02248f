package dev.bailey.git.serve;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import java.io.InputStream;
import java.io.OutputStream;

/// Git's smart HTTP protocol, whatever the web server. The caller has authenticated the user,
/// checks content types, and sends `Cache-Control: no-cache`.
///
/// | Request | Method here | Content type of the answer |
/// | --- | --- | --- |
/// | `GET <repo>/info/refs?service=<s>` | [#advertise] | [GitService#advertisementType] |
/// | `POST <repo>/<s>` | [#serve] | [GitService#resultType] |
public final class GitHttp {

  public GitHttp(Repositories repositories, GitDoor door, GitLimits limits) {}

  /// Decides whether the request may go on: call it first, so that the right status can be sent.
  /// 404 for NOT_FOUND (also where the user may not even read), 403 for REFUSED.
  ///
  /// @throws dev.bailey.git.GitException NOT_FOUND or REFUSED
  public void admit(GitRequest request) {}

  /// Writes the refs, or for protocol 2 the capabilities.
  public void advertise(GitRequest request, OutputStream out) {}

  /// Answers one request.
  ///
  /// @param in the body, already decompressed when it was sent with `Content-Encoding: gzip`
  public void serve(GitRequest request, InputStream in, OutputStream out) {}
}
