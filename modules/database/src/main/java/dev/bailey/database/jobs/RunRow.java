package dev.bailey.database.jobs;

import dev.bailey.database.LinesColumn;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Run].
@Entity
@Table(name = "run")
@NullUnmarked
class RunRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_id")
  @SequenceGenerator(name = "run_id", sequenceName = "run_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "job_id")
  private long job;

  @Column(name = "project_id")
  private long project;

  @Column(name = "environment_id")
  private long environment;

  private int status;
  private String message;

  @Column(name = "commit_sha")
  private String commitSha;

  @Column(name = "commit_branch")
  private String commitBranch;

  @Column(name = "commit_subject")
  private String commitSubject;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "dequeued_at")
  private Instant dequeuedAt;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  @Column(name = "heartbeat_at")
  private Instant heartbeatAt;

  /// Only [JpaRuns#note] changes these two.
  @Column(name = "logs_removed_at")
  private Instant logsRemovedAt;

  @Column(name = "artifacts_removed_at")
  private Instant artifactsRemovedAt;

  @Column(name = "retry_of")
  private Long retryOf;

  private String cause;
  private String category;
  private String actor;

  @Column(name = "git_sha")
  private String gitSha;

  @Column(name = "git_branch")
  private String gitBranch;

  @Column(name = "schema_override")
  private String schema;

  @Column(name = "target_override")
  private String targetName;

  @Column(name = "threads_override")
  private Integer threads;

  @Column(name = "timeout_override_seconds")
  private Long timeout;

  @Column(name = "docs_override")
  private Boolean generateDocs;

  @Column(name = "steps_override")
  @Convert(converter = LinesColumn.class)
  private List<String> steps;

  RunRow() {}

  static RunRow of(Job job, Trigger trigger, Optional<RunId> retryOf, Instant at) {
    var row = new RunRow();
    row.job = job.id().value();
    row.project = job.project().value();
    row.environment = job.environment().value();
    row.status = RunStatus.QUEUED.code();
    row.createdAt = at;
    row.retryOf = retryOf.map(RunId::value).orElse(null);
    row.take(trigger);
    return row;
  }

  void take(Run run) {
    status = run.status().code();
    message = run.message().orElse(null);
    commitSha = run.commit().map(Run.Commit::sha).orElse(null);
    commitBranch = run.commit().map(Run.Commit::branch).orElse(null);
    commitSubject = run.commit().map(Run.Commit::subject).orElse(null);
    createdAt = run.times().created();
    dequeuedAt = run.times().dequeued().orElse(null);
    startedAt = run.times().started().orElse(null);
    finishedAt = run.times().finished().orElse(null);
    heartbeatAt = run.times().heartbeat().orElse(null);
  }

  Run toRun() {
    return new Run(
        new RunId(id),
        new JobId(job),
        new ProjectId(project),
        new EnvironmentId(environment),
        trigger(),
        RunStatus.of(status),
        Optional.ofNullable(message),
        Optional.ofNullable(commitSha).map(sha -> new Run.Commit(sha, commitBranch, commitSubject)),
        times(),
        Optional.ofNullable(retryOf).map(RunId::new),
        new Run.Gone(Optional.ofNullable(logsRemovedAt), Optional.ofNullable(artifactsRemovedAt)));
  }

  private Run.Times times() {
    return new Run.Times(
        createdAt,
        Optional.ofNullable(dequeuedAt),
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt),
        Optional.ofNullable(heartbeatAt));
  }

  private void take(Trigger trigger) {
    cause = trigger.cause();
    category = trigger.category().word();
    actor = trigger.actor();
    var overrides = trigger.overrides();
    gitSha = overrides.gitSha().orElse(null);
    gitBranch = overrides.gitBranch().orElse(null);
    schema = overrides.schema().orElse(null);
    targetName = overrides.targetName().orElse(null);
    threads = overrides.threads().orElse(null);
    timeout = overrides.timeout().map(Duration::toSeconds).orElse(null);
    generateDocs = overrides.generateDocs().orElse(null);
    steps = overrides.steps();
  }

  private Trigger trigger() {
    var overrides =
        new Trigger.Overrides(
            Optional.ofNullable(gitSha),
            Optional.ofNullable(gitBranch),
            Optional.ofNullable(schema),
            Optional.ofNullable(targetName),
            Optional.ofNullable(threads),
            Optional.ofNullable(timeout).map(Duration::ofSeconds),
            Optional.ofNullable(generateDocs),
            steps);
    return new Trigger(cause, Trigger.Category.of(category), actor, overrides);
  }
}
