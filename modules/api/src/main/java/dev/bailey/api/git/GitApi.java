package dev.bailey.api.git;

import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.git.GitException;
import dev.bailey.git.serve.GitDoor;
import dev.bailey.git.serve.GitHttp;
import dev.bailey.git.serve.GitRequest;
import dev.bailey.git.serve.GitService;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.ProjectArea;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The repositories that this appliance hosts, at `/git/<name>.git`. A token is the password; the
/// user name does not matter.
public final class GitApi {
  private static final String ROOT = "/git/{repository}";

  private final GitHttp git;
  private final GitDoor door;

  /// Serves what `git` knows, to whom `door` lets in.
  public GitApi(GitHttp git, GitDoor door) {
    this.git = git;
    this.door = door;
  }

  /// The routes.
  public List<Route> routes() {
    Guard guard = Guard.in(ProjectArea.REPOSITORY, Action.READ);
    return List.of(
        Route.of(Verb.GET, ROOT + "/info/refs", guard, "Git: list refs", this::advertise),
        Route.of(
                Verb.POST,
                ROOT + "/git-upload-pack",
                guard,
                "Git: clone and fetch",
                call -> serve(call, GitService.UPLOAD_PACK))
            .takingPushes(),
        Route.of(
                Verb.POST,
                ROOT + "/git-receive-pack",
                guard,
                "Git: push",
                call -> serve(call, GitService.RECEIVE_PACK))
            .takingPushes());
  }

  private Answer advertise(Call call) {
    GitService service =
        call.query()
            .text("service")
            .flatMap(GitService::named)
            .orElseThrow(
                () -> Refusal.invalid("service must be git-upload-pack or git-receive-pack"));
    GitRequest request = admitted(call, service);
    return Answer.stream(service.advertisementType(), out -> git.advertise(request, out))
        .with("Cache-Control", "no-cache");
  }

  private Answer serve(Call call, GitService service) {
    String type = call.head().header("content-type").orElse("");
    if (!type.equals(service.requestType())) {
      throw new Refusal(415, "not_git", "the body must be " + service.requestType());
    }
    GitRequest request = admitted(call, service);
    InputStream body = body(call);
    return Answer.stream(service.resultType(), out -> git.serve(request, body, out))
        .with("Cache-Control", "no-cache");
  }

  private GitRequest admitted(Call call, GitService service) {
    String name = call.hole("repository").replaceFirst("\\.git$", "");
    ProjectId project = door.project(name).orElseThrow(() -> Refusal.missing("repository " + name));
    var request =
        new GitRequest(
            new SubjectUser(call.subject()),
            project,
            service,
            call.head().header("git-protocol").orElse(""),
            call.head().address());
    try {
      git.admit(request);
      return request;
    } catch (GitException e) {
      throw refusal(e, name);
    }
  }

  private static Refusal refusal(GitException e, String name) {
    return switch (e.code()) {
      case NOT_FOUND -> Refusal.missing("repository " + name);
      case REFUSED -> new Refusal(403, "forbidden", String.valueOf(e.getMessage()));
      default -> throw e;
    };
  }

  private static InputStream body(Call call) {
    boolean packed = call.head().header("content-encoding").orElse("").equals("gzip");
    try {
      return packed ? new GZIPInputStream(call.body()) : call.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
