package dev.bailey.git.serve;

import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;

/// Git's smart HTTP protocol, whatever the web server. The caller has authenticated the user,
/// checks content types, and sends `Cache-Control: no-cache`.
///
/// | Request | Method here | Content type of the answer |
/// | --- | --- | --- |
/// | `GET <repo>/info/refs?service=<s>` | [#advertise] | [GitService#advertisementType] |
/// | `POST <repo>/<s>` | [#serve] | [GitService#resultType] |
public final class GitHttp {
  private final GitServer server;

  public GitHttp(Repositories repositories, GitDoor door, GitLimits limits) {
    this.server = new GitServer(repositories, door, limits);
  }

  /// Decides whether the request may go on: call it first, so that the right status can be sent.
  /// 404 for NOT_FOUND (also where the user may not even read), 403 for REFUSED.
  ///
  /// @throws GitException NOT_FOUND or REFUSED
  public void admit(GitRequest request) {
    server.admit(request.user(), request.project(), request.service(), request.address());
  }

  /// Writes the refs, or for protocol 2 the capabilities.
  public void advertise(GitRequest request, OutputStream out) {
    working(() -> {
      var lines = new PacketLineOut(out);
      switch (request.service()) {
        case UPLOAD_PACK -> {
          var pack = server.uploadPack(request.project(), request.protocol());
          pack.setBiDirectionalPipe(false);
          try (var _ = pack.getRevWalk()) {
            pack.sendAdvertisedRefs(
                new PacketLineOutRefAdvertiser(lines), request.service().command());
          }
        }
        case RECEIVE_PACK -> {
          lines.writeString("# service=" + request.service().command() + "\n");
          lines.end();
          var pack = server.receivePack(request.user(), request.project());
          try (var _ = pack.getRevWalk()) {
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
          }
        }
      }
      lines.flush();
    });
  }

  /// Answers one request.
  ///
  /// @param in the body, already decompressed when it was sent with `Content-Encoding: gzip`
  public void serve(GitRequest request, InputStream in, OutputStream out) {
    working(() -> {
      switch (request.service()) {
        case UPLOAD_PACK -> {
          var pack = server.uploadPack(request.project(), request.protocol());
          pack.setBiDirectionalPipe(false);
          pack.upload(in, out, OutputStream.nullOutputStream());
        }
        case RECEIVE_PACK -> {
          var pack = server.receivePack(request.user(), request.project());
          pack.setBiDirectionalPipe(false);
          pack.receive(in, out, OutputStream.nullOutputStream());
        }
      }
      out.flush();
    });
  }

  private void working(Work work) {
    server.enter();
    try {
      work.run();
    } catch (IOException e) {
      throw new GitException(Code.IO, "the connection to a git client broke off", e);
    } finally {
      server.leave();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
