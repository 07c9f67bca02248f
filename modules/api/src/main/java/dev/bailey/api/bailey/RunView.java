package dev.bailey.api.bailey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Json;
import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.security.People;
import java.time.Instant;
import java.util.Optional;

/// A run, its steps and nodes as the browser follows them; times are ISO 8601.
final class RunView {
  private RunView() {}

  static ObjectNode run(Run run, People people) {
    ObjectNode node = Json.object();
    node.put("id", run.id().value())
        .put("job_id", run.job().value())
        .put("project_id", run.project().value())
        .put("environment_id", run.environment().value())
        .put("status", run.status().code())
        .put("status_humanized", run.status().word())
        .put("message", run.message().map(people::named).orElse(null))
        .put("cause", run.trigger().cause())
        .put("cause_category", run.trigger().category().word())
        .put("actor", people.named(run.trigger().actor()))
        .put("created_at", run.times().created().toString());
    put(node, "dequeued_at", run.times().dequeued());
    put(node, "started_at", run.times().started());
    put(node, "finished_at", run.times().finished());
    put(node, "logs_removed_at", run.gone().logs());
    put(node, "artifacts_removed_at", run.gone().artifacts());
    node.put("git_sha", run.commit().map(Run.Commit::sha).orElse(null))
        .put("git_branch", run.commit().map(Run.Commit::branch).orElse(null))
        .put("git_subject", run.commit().map(Run.Commit::subject).orElse(null));
    return node;
  }

  static ObjectNode step(RunStep step) {
    ObjectNode node = Json.object();
    node.put("index", step.index())
        .put("name", step.name())
        .put("command", step.command())
        .put("status", step.status().code())
        .put("status_humanized", step.status().word());
    put(node, "started_at", step.startedAt());
    put(node, "finished_at", step.finishedAt());
    return node;
  }

  static ObjectNode node(NodeResult result) {
    ObjectNode node = Json.object();
    node.put("step", result.step())
        .put("unique_id", result.uniqueId())
        .put("name", result.name())
        .put("resource_type", result.resourceType())
        .put("materialized", result.materialization())
        .put("status", result.status())
        .put("message", result.message())
        .put("thread", result.thread())
        .put("started_at", result.startedAt().toString());
    put(node, "finished_at", result.finishedAt());
    if (result.failures().isPresent()) {
      node.put("failures", result.failures().getAsLong());
    } else {
      node.putNull("failures");
    }
    return node;
  }

  private static void put(ObjectNode node, String field, Optional<Instant> time) {
    node.put(field, time.map(Instant::toString).orElse(null));
  }
}
