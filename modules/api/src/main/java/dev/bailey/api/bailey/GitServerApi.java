package dev.bailey.api.bailey;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.git.sync.RemoteSync;
import java.util.List;

/// How git reaches the repositories hosted here over SSH, and by which key to know that it is here.
public final class GitServerApi {
  private final Ssh ssh;

  /// The SSH server for git.
  ///
  /// @param hostKey a line of `known_hosts` without the host
  public record Ssh(int port, String hostKey) {}

  /// Tells of `ssh`.
  public GitServerApi(Ssh ssh) {
    this.ssh = ssh;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            "/api/bailey/v1/git-server",
            Guard.signedIn(),
            "How git reaches this server over SSH",
            this::read));
  }

  private Answer read(Call call) {
    return Json.answer(
        200,
        Json.object()
            .put("ssh_port", ssh.port())
            .put("ssh_host_key", ssh.hostKey())
            .put("ssh_fingerprint", RemoteSync.fingerprint(ssh.hostKey())));
  }
}
