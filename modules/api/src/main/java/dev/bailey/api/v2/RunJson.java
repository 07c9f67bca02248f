package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Json;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.Account;
import dev.bailey.security.People;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs, their triggers and steps as JSON (facts/api.md 2.4).
final class RunJson {
  /// Steps are known by run and index; the API wants one number.
  private static final long STEPS_PER_RUN = 10_000;

  private final Clock clock;
  private final String dbtVersion;
  private final People people;

  RunJson(Clock clock, String dbtVersion, People people) {
    this.people = people;
    this.clock = clock;
    this.dbtVersion = dbtVersion;
  }

  /// A text with people's names where it refers to them.
  String named(String text) {
    return people.named(text);
  }

  /// A run without anything related.
  ///
  /// @param job the job of the run, when it is still known
  /// @param blockers the runs that keep a queued one waiting
  ObjectNode run(Run run, Optional<Job> job, List<RunId> blockers) {
    ObjectNode node = Json.object();
    node.put("id", run.id().value())
        .put("trigger_id", run.id().value())
        .put("account_id", Account.ID.value())
        .put("project_id", run.project().value())
        .put("environment_id", run.environment().value())
        .put("job_definition_id", run.job().value())
        .put("job_id", run.job().value())
        .put("dbt_version", dbtVersion);
    putOutcome(node, run);
    putCommit(node, run);
    Optional<JobDefinition> definition = job.map(Job::definition);
    boolean docs =
        run.trigger()
            .overrides()
            .generateDocs()
            .orElse(definition.map(JobDefinition::generateDocs).orElse(false));
    node.put("has_docs_generated", docs && run.status() == RunStatus.SUCCESS)
        .put(
            "has_sources_generated",
            definition.map(JobDefinition::sourceFreshness).orElse(false) && run.status().ended());
    putTimes(node, run);
    putDurations(node, run);
    var blocked = node.putArray("blocked_by");
    blockers.forEach(blocker -> blocked.add(blocker.value()));
    putRetry(node, run);
    node.put("href", "/runs/" + run.id());
    return node;
  }

  private void putOutcome(ObjectNode node, Run run) {
    RunStatus status = run.status();
    node.put("status", status.code())
        .put("status_humanized", status.word())
        .put("status_message", run.message().map(people::named).orElse(null))
        .put("in_progress", !status.ended())
        .put("is_complete", status.ended())
        .put("is_success", status == RunStatus.SUCCESS)
        .put("is_error", status == RunStatus.ERROR)
        .put("is_cancelled", status == RunStatus.CANCELLED)
        .put("is_running", status == RunStatus.RUNNING)
        .put("artifacts_saved", status.ended() && run.gone().artifacts().isEmpty())
        .putNull("artifact_s3_path")
        .put("notifications_sent", false)
        .putNull("owner_thread_id")
        .putNull("executed_by_thread_id")
        .putNull("deferring_run_id");
  }

  private static void putCommit(ObjectNode node, Run run) {
    node.put("git_sha", run.commit().map(Run.Commit::sha).orElse(null));
    node.put(
        "git_branch", run.commit().map(Run.Commit::branch).filter(b -> !b.isEmpty()).orElse(null));
  }

  private void putTimes(ObjectNode node, Run run) {
    Run.Times times = run.times();
    Instant last = times.finished().or(times::started).or(times::dequeued).orElse(times.created());
    node.put("created_at", Times.text(times.created())).put("updated_at", Times.text(last));
    Times.put(node, "dequeued_at", times.dequeued());
    Times.put(node, "started_at", times.started());
    Times.put(node, "finished_at", times.finished());
    Times.put(node, "last_checked_at", times.heartbeat());
    Times.put(node, "last_heartbeat_at", times.heartbeat());
    Times.put(node, "should_start_at", Optional.of(times.created()));
    node.put("created_at_humanized", Times.ago(Duration.between(times.created(), clock.instant())));
    node.put(
        "finished_at_humanized",
        times
            .finished()
            .map(end -> Times.ago(Duration.between(end, clock.instant())))
            .orElse(null));
  }

  private void putDurations(ObjectNode node, Run run) {
    Run.Times times = run.times();
    Instant end = times.finished().orElseGet(clock::instant);
    Instant start = times.started().orElse(end);
    put(node, "duration", Duration.between(times.created(), end));
    put(node, "queued_duration", Duration.between(times.created(), start));
    put(node, "run_duration", Duration.between(start, end));
  }

  private static void put(ObjectNode node, String field, Duration duration) {
    node.put(field, Times.clock(duration)).put(field + "_humanized", Times.words(duration));
  }

  private static void putRetry(ObjectNode node, Run run) {
    boolean failed = run.status() == RunStatus.ERROR;
    node.put("can_retry", failed);
    node.put("retry_not_supported_reason", failed ? null : "RETRY_NOT_FAILED_RUN");
    if (run.retryOf().isPresent()) {
      node.put("retrying_run_id", run.retryOf().get().value());
    } else {
      node.putNull("retrying_run_id");
    }
  }

  /// What started a run.
  static ObjectNode trigger(Run run) {
    Trigger trigger = run.trigger();
    Trigger.Overrides overrides = trigger.overrides();
    ObjectNode node = Json.object();
    node.put("id", run.id().value())
        .put("cause", trigger.cause())
        .put("cause_category", trigger.category().word())
        .put("job_definition_id", run.job().value())
        .put("git_sha", overrides.gitSha().orElse(null))
        .put("git_branch", overrides.gitBranch().orElse(null))
        .put("schema_override", overrides.schema().orElse(null))
        .put("target_name_override", overrides.targetName().orElse(null))
        .put("threads_override", overrides.threads().orElse(null))
        .put(
            "timeout_seconds_override",
            overrides.timeout().map(time -> (int) time.toSeconds()).orElse(null))
        .put("generate_docs_override", overrides.generateDocs().orElse(null))
        .putNull("dbt_version_override");
    if (overrides.steps().isEmpty()) {
      node.putNull("steps_override");
    } else {
      var steps = node.putArray("steps_override");
      overrides.steps().forEach(steps::add);
    }
    return node.put("created_at", Times.text(run.times().created()));
  }

  /// The number by which the API knows a step.
  static long stepId(RunStep step) {
    return step.run().value() * STEPS_PER_RUN + step.index();
  }

  /// The run of a step that is known by its number.
  static RunId runOf(long step) {
    return new RunId(Math.max(1, step / STEPS_PER_RUN));
  }

  /// A step, with as much of its log as was read.
  ObjectNode step(RunStep step, String logs) {
    Instant end = step.finishedAt().orElseGet(clock::instant);
    Duration duration =
        step.startedAt().map(start -> Duration.between(start, end)).orElse(Duration.ZERO);
    long id = stepId(step);
    ObjectNode node = Json.object();
    node.put("id", id)
        .put("run_id", step.run().value())
        .put("account_id", Account.ID.value())
        .put("index", step.index())
        .put("name", step.name())
        .put("status", step.status().code())
        .put("status_humanized", step.status().word())
        .put("status_color", color(step.status()))
        .put("logs", logs)
        .put("debug_logs", logs)
        .put("truncated_debug_logs", logs)
        .putNull("log_path")
        .putNull("debug_log_path");
    Times.put(node, "started_at", step.startedAt());
    Times.put(node, "finished_at", step.finishedAt());
    Times.put(node, "created_at", step.startedAt());
    Times.put(node, "updated_at", step.finishedAt().or(step::startedAt));
    put(node, "duration", duration);
    node.putObject("run_step_command").put("run_step_id", id).put("dbt_command", step.command());
    node.putObject("run_step_invocation").put("run_step_id", id).put("run_id", step.run().value());
    return node;
  }

  private static String color(RunStatus status) {
    return switch (status) {
      case QUEUED, STARTING -> "#5A564D";
      case RUNNING -> "#2355B8";
      case SUCCESS -> "#2B6B35";
      case ERROR -> "#B3261E";
      case CANCELLED -> "#8A5300";
    };
  }
}
