package dev.bailey.database.jobs;

import dev.bailey.database.LinesColumn;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.JobDefinition.TriggerKind;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.JobType;
import dev.bailey.jobs.schedule.Schedule;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Job].
@Entity
@Table(name = "job")
@NullUnmarked
class JobRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_id")
  @SequenceGenerator(name = "job_id", sequenceName = "job_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "project_id")
  private long project;

  @Column(name = "environment_id")
  private long environment;

  private String name;
  private String description;

  @Enumerated(EnumType.STRING)
  private JobType type;

  @Convert(converter = LinesColumn.class)
  private List<String> steps;

  @Convert(converter = LinesColumn.class)
  private List<String> triggers;

  private String cron;
  private String zone;
  private int threads;

  @Column(name = "target_name")
  private String targetName;

  @Column(name = "timeout_seconds")
  private long timeout;

  @Column(name = "generate_docs")
  private boolean generateDocs;

  @Column(name = "source_freshness")
  private boolean sourceFreshness;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  JobRow() {}

  static JobRow of(
      ProjectId project, EnvironmentId environment, JobDefinition definition, Instant at) {
    var row = new JobRow();
    row.project = project.value();
    row.environment = environment.value();
    row.createdAt = at;
    row.updatedAt = at;
    row.define(definition);
    return row;
  }

  void take(Job job) {
    project = job.project().value();
    environment = job.environment().value();
    createdAt = job.createdAt();
    updatedAt = job.updatedAt();
    deletedAt = job.deletedAt().orElse(null);
    define(job.definition());
  }

  Job toJob() {
    return new Job(
        new JobId(id),
        new ProjectId(project),
        new EnvironmentId(environment),
        definition(),
        createdAt,
        updatedAt,
        Optional.ofNullable(deletedAt));
  }

  private void define(JobDefinition definition) {
    name = definition.name();
    description = definition.description();
    type = definition.type();
    steps = definition.steps();
    triggers = definition.triggers().stream().map(TriggerKind::name).sorted().toList();
    cron = definition.schedule().map(Schedule::cron).orElse(null);
    zone = definition.schedule().map(schedule -> schedule.zone().getId()).orElse(null);
    threads = definition.threads();
    targetName = definition.targetName();
    timeout = definition.timeout().toSeconds();
    generateDocs = definition.generateDocs();
    sourceFreshness = definition.sourceFreshness();
  }

  private JobDefinition definition() {
    return new JobDefinition(
        name,
        description,
        type,
        steps,
        triggers.stream().map(TriggerKind::valueOf).collect(Collectors.toUnmodifiableSet()),
        cron == null ? Optional.empty() : Optional.of(Schedule.of(cron, zone)),
        threads,
        targetName,
        Duration.ofSeconds(timeout),
        generateDocs,
        sourceFreshness);
  }
}
