package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.git.GitException;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.git.sync.SyncResult;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.RepositoryLink;
import dev.bailey.registry.RepositoryLinks;
import dev.bailey.registry.RepositoryOrigin;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a project's repository follows the one elsewhere: fetch now, how the last fetch went, and
/// which key the SSH host shows.
public final class SyncApi {
  private static final String ROOT = "/api/bailey/v1/projects/{project}/repository";

  private final RepositoryLinks links;
  private final RemoteSync sync;

  /// Serves `sync` for what `links` knows.
  public SyncApi(RepositoryLinks links, RemoteSync sync) {
    this.links = links;
    this.sync = sync;
  }

  /// The routes.
  public List<Route> routes() {
    Guard read = Guard.in(ProjectArea.REPOSITORY, Action.READ);
    Guard write = Guard.in(ProjectArea.REPOSITORY, Action.WRITE);
    return List.of(
        Route.of(Verb.GET, ROOT + "/sync", read, "How the last fetch went", this::last),
        Route.of(Verb.POST, ROOT + "/sync", write, "Fetch now", this::fetch),
        Route.of(
            Verb.GET, ROOT + "/host-key", write, "Ask the SSH host for its key", this::hostKey));
  }

  private Answer last(Call call) {
    return Json.answer(200, json(sync.last(followed(call, Action.READ).project())));
  }

  /// The fetch was done; whether it went well is in the answer.
  private Answer fetch(Call call) {
    return Json.answer(200, json(Optional.of(sync.sync(followed(call, Action.WRITE).project()))));
  }

  /// To be compared with what the host's operator publishes, then set as `host_key`.
  private Answer hostKey(Call call) {
    if (!(followed(call, Action.WRITE).settings().origin()
        instanceof RepositoryOrigin.Remote remote)) {
      throw new IllegalStateException("only remote repositories are followed");
    }
    try {
      String key = sync.hostKey(remote.url());
      return Json.answer(
          200,
          Json.object()
              .put("host_key", key)
              .put("fingerprint", RemoteSync.fingerprint(key))
              .put("confirmed", key.equals(remote.hostKey())));
    } catch (GitException e) {
      throw new Refusal(409, word(e.code()), String.valueOf(e.getMessage()));
    }
  }

  private RepositoryLink followed(Call call, Action action) {
    var project = new ProjectId(call.id("project"));
    call.require(Permission.project(project, ProjectArea.REPOSITORY, action));
    return links
        .of(project)
        .filter(link -> link.settings().origin() instanceof RepositoryOrigin.Remote)
        .orElseThrow(
            () -> Refusal.missing("repository elsewhere that project " + project + " follows"));
  }

  private static ObjectNode json(Optional<SyncResult> result) {
    return result.map(SyncApi::json).orElseGet(() -> Json.object().put("state", "waiting"));
  }

  private static ObjectNode json(SyncResult result) {
    ObjectNode node = Json.object().put("at", result.at().toString());
    switch (result) {
      case SyncResult.Synced(_, _, var changes) -> {
        node.put("state", "synced");
        var list = node.putArray("changes");
        changes.forEach(change ->
            list.addObject()
                .put("ref", change.ref())
                .put("before", change.before().map(Object::toString).orElse(null))
                .put("after", change.after().map(Object::toString).orElse(null)));
      }
      case SyncResult.Failed(_, _, var code, String message, int failures, var next) ->
          node.put("state", "failed")
              .put("code", word(code))
              .put("message", message)
              .put("failures", failures)
              .put("next", next.toString());
    }
    return node;
  }

  private static String word(GitException.Code code) {
    return code.name().toLowerCase(Locale.ROOT);
  }
}
