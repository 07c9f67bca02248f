package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Answer;
import dev.bailey.api.http.Call;
import dev.bailey.api.http.Changes;
import dev.bailey.api.http.Guard;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.api.http.Route;
import dev.bailey.api.http.Verb;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.BackupDestination;
import dev.bailey.storage.backup.BackupWorker;
import java.util.List;

/// The backups of this appliance: which there are, and making one now. They are restored by a
/// command, with the server away.
public final class BackupsApi {
  private static final String BACKUPS = "/api/bailey/v1/backups";

  private final Made made;
  private final Changes changes;

  /// Who makes backups, and where they are.
  public record Made(BackupWorker worker, BackupDestination destination) {}

  /// Serves what is `made`.
  public BackupsApi(Made made, Changes changes) {
    this.made = made;
    this.changes = changes;
  }

  /// The routes.
  public List<Route> routes() {
    return List.of(
        Route.of(
            Verb.GET,
            BACKUPS,
            Guard.in(AccountArea.OPERATIONS, Action.READ),
            "The backups, and how far the next one is",
            this::list),
        Route.of(
            Verb.POST,
            BACKUPS,
            Guard.in(AccountArea.OPERATIONS, Action.WRITE),
            "Make a backup now, in the background",
            this::make));
  }

  private Answer list(Call call) {
    var state = made.worker().state();
    ObjectNode node =
        Json.object()
            .put("destination", made.destination().toString())
            .put("working", state.working())
            .put("files_done", state.files())
            .put("files_in_all", state.of())
            .put("failure", state.failure().orElse(null))
            .put("key_ring_behind", state.ringBehind());
    putBackups(node);
    return Json.answer(200, node);
  }

  private void putBackups(ObjectNode node) {
    var backups = node.putArray("backups");
    var damaged = node.putArray("damaged");
    node.putNull("unavailable");
    try {
      made.worker()
          .list()
          .forEach(backup ->
              backups
                  .addObject()
                  .put("name", backup.name())
                  .put("at", backup.at().toString())
                  .put("files", backup.files())
                  .put("bytes", backup.bytes()));
      made.worker().damaged().forEach(damaged::add);
    } catch (StorageException e) {
      node.put("unavailable", e.getMessage());
    }
  }

  private Answer make(Call call) {
    if (made.worker().state().working()) {
      throw new Refusal(409, "working", "a backup is being made already");
    }
    changes.log().done(call.subject(), "backup.begun", Target.none());
    made.worker().begin();
    return Json.answer(202, Json.object().put("status", "working"));
  }
}
