package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.jobs.retention.Remains;
import dev.bailey.jobs.retention.Retention;
import dev.bailey.jobs.retention.RetentionWorker;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// How long logs, artifacts, runs and the audit are kept, what was removed last, and removing now.
/// The operator's configuration decides for how long.
public final class RetentionApi {
  private static final String RETENTION = "/api/bailey/v1/retention";

  private final RetentionWorker worker;
  private final Audit audit;
  private final Changes changes;

  /// @param audit tells what was removed
  public RetentionApi(RetentionWorker worker, Audit audit, Changes changes) {
    this.worker = worker;
    this.audit = audit;
    this.changes = changes;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            RETENTION,
            Guard.in(AccountArea.OPERATIONS, Action.READ),
            "How long things are kept, and what was removed last",
            this::read),
        Route.of(
            Verb.POST,
            RETENTION,
            Guard.in(AccountArea.OPERATIONS, Action.WRITE),
            "Remove what is past its time now, in the background",
            this::enforce));
  }

  private Answer read(Call call) {
    var state = worker.state();
    ObjectNode node =
        Json.object()
            .put("working", state.working())
            .put("enforced_at", state.enforcedAt().map(Instant::toString).orElse(null))
            .put("failure", state.failure().orElse(null));
    var kept = node.putArray("kept");
    for (var what : Remains.values()) {
      kept.add(kept(what));
    }
    return Json.answer(200, node);
  }

  private ObjectNode kept(Remains what) {
    ObjectNode node = Json.object().put("what", what.word());
    OptionalInt days = worker.policy().days(what);
    if (days.isPresent()) {
      node.put("days", days.getAsInt());
    } else {
      node.putNull("days");
    }
    node.putNull("last_removed");
    audit.list(Audit.Query.newest(1).ofType(Retention.event(what))).stream()
        .findFirst()
        .ifPresent(line -> node.set("last_removed", removed(line)));
    return node;
  }

  private static ObjectNode removed(AuditEntry line) {
    return Json.object()
        .put("at", line.at().toString())
        .put("count", Long.parseLong(line.event().details().getOrDefault("count", "0")))
        .put("audit_line", line.number());
  }

  private Answer enforce(Call call) {
    changes.log().done(call.subject(), "retention.begun", Target.none());
    worker.begin();
    return Json.answer(202, Json.object().put("status", "working"));
  }
}
