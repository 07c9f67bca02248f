package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.engine.command.CommandLine;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.JobDefinition.TriggerKind;
import dev.bailey.jobs.JobType;
import dev.bailey.jobs.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Jobs as JSON, both ways (facts/api.md 2.4).
///
/// Reading is lenient as dbt Cloud is: clients leave fields out and send read-only ones back.
final class JobJson {
  private static final int MOST_STEPS = 50;
  private static final int LONGEST_STEP = 20_000;
  private static final int LONGEST_SECONDS = 36_000_000;
  private static final String EVERY_DAY_AT_MIDNIGHT = "0 0 * * *";

  private final Clock clock;

  JobJson(Clock clock) {
    this.clock = clock;
  }

  /// A job without anything related.
  ObjectNode job(Job job, long account) {
    JobDefinition definition = job.definition();
    ObjectNode node = Json.object();
    node.put("id", job.id().value())
        .put("account_id", account)
        .put("project_id", job.project().value())
        .put("environment_id", job.environment().value())
        .put("name", definition.name())
        .put("description", definition.description())
        .put("job_type", definition.type().word())
        .putNull("dbt_version")
        .putNull("raw_dbt_version")
        .putNull("deferring_environment_id")
        .putNull("deferring_job_definition_id");
    var steps = node.putArray("execute_steps");
    definition.steps().forEach(steps::add);
    node.putObject("execution").put("timeout_seconds", definition.timeout().toSeconds());
    node.putObject("settings")
        .put("threads", definition.threads())
        .put("target_name", definition.targetName());
    putTriggers(node, definition);
    putSchedule(node, definition);
    putFlags(node, definition);
    return node.put("state", job.active() ? 1 : 2)
        .put("deactivated", !job.active())
        .put("created_at", Times.text(job.createdAt()))
        .put("updated_at", Times.text(job.updatedAt()));
  }

  private static void putTriggers(ObjectNode node, JobDefinition definition) {
    Set<TriggerKind> triggers = definition.triggers();
    node.putObject("triggers")
        .put("github_webhook", triggers.contains(TriggerKind.GITHUB_WEBHOOK))
        .put("git_provider_webhook", triggers.contains(TriggerKind.GIT_PROVIDER_WEBHOOK))
        .put("schedule", triggers.contains(TriggerKind.SCHEDULE))
        .put("on_merge", triggers.contains(TriggerKind.ON_MERGE))
        .put("custom_branch_only", false);
    node.putNull("job_completion_trigger_condition");
  }

  private void putSchedule(ObjectNode node, JobDefinition definition) {
    String cron = definition.schedule().map(Schedule::cron).orElse(EVERY_DAY_AT_MIDNIGHT);
    ObjectNode schedule = node.putObject("schedule");
    schedule.put("cron", cron);
    schedule.putObject("date").put("type", "custom_cron").put("cron", cron);
    schedule.putObject("time").put("type", "every_hour").put("interval", 1);
    definition.schedule().ifPresent(set -> schedule.put("time_zone", set.zone().getId()));
    Optional<Instant> next = definition.activeSchedule().flatMap(set -> set.next(clock.instant()));
    Times.put(node, "next_run", next);
    node.put(
        "next_run_humanized",
        next.map(time -> "in " + Times.words(Duration.between(clock.instant(), time)))
            .orElse(null));
    node.put("cron_humanized", cron);
  }

  private static void putFlags(ObjectNode node, JobDefinition definition) {
    node.put("generate_docs", definition.generateDocs())
        .put("run_generate_sources", definition.sourceFreshness())
        .put("generate_sources", definition.sourceFreshness())
        .put("run_lint", false)
        .put("errors_on_lint_failure", true)
        .put("run_compare_changes", false)
        .put("compare_changes_flags", "--select state:modified")
        .put("triggers_on_draft_pr", false)
        .put("is_deferrable", false)
        .put("is_system", false)
        .put("lifecycle_webhooks", false)
        .putNull("lifecycle_webhooks_url")
        .put("run_failure_count", 0)
        .putNull("force_node_selection")
        .putArray("cost_optimization_features");
  }

  /// Reads a job that somebody wrote; what is left out stays as `old` has it, or gets dbt Cloud's
  /// default.
  ///
  /// @throws Refusal naming the field that makes no sense
  static JobDefinition read(Fields fields, Optional<JobDefinition> old) {
    JobDefinition base =
        old.orElseGet(() -> JobDefinition.of(fields.required("name"), "dbt build"));
    Optional<Fields> settings = fields.object("settings");
    Set<TriggerKind> triggers =
        fields.object("triggers").map(JobJson::triggers).orElse(base.triggers());
    try {
      return new JobDefinition(
          fields.text("name").orElse(base.name()),
          fields.text("description").orElse(base.description()),
          fields.text("job_type").map(JobJson::type).orElseGet(() -> typeOf(triggers, base.type())),
          steps(fields, "execute_steps").orElse(base.steps()),
          triggers,
          fields.object("schedule").flatMap(JobJson::schedule).or(base::schedule),
          settings
              .map(
                  set -> set.number("threads", 1, JobDefinition.MAX_THREADS).orElse(base.threads()))
              .orElse(base.threads()),
          settings.flatMap(set -> set.text("target_name")).orElse(base.targetName()),
          fields
              .object("execution")
              .flatMap(execution -> timeout(execution, "timeout_seconds"))
              .orElse(base.timeout()),
          fields.flag("generate_docs").orElse(base.generateDocs()),
          fields
              .flag("run_generate_sources")
              .or(() -> fields.flag("generate_sources"))
              .orElse(base.sourceFreshness()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  /// How long a run may take; zero for no limit of its own.
  static Optional<Duration> timeout(Fields fields, String name) {
    return fields.number(name, 0, LONGEST_SECONDS).stream()
        .mapToObj(Duration::ofSeconds)
        .findFirst();
  }

  /// dbt command lines, each understood as dbt understands it.
  ///
  /// @throws Refusal naming the step that makes no sense
  static Optional<List<String>> steps(Fields fields, String name) {
    Optional<List<String>> steps = fields.texts(name);
    steps.ifPresent(lines -> checkSteps(name, lines));
    return steps;
  }

  private static void checkSteps(String name, List<String> lines) {
    if (lines.size() > MOST_STEPS) {
      throw Refusal.invalid(
          "%s has %d steps; a job has at most %d".formatted(name, lines.size(), MOST_STEPS));
    }
    for (int i = 0; i < lines.size(); i++) {
      String where = "%s[%d]".formatted(name, i);
      if (lines.get(i).length() > LONGEST_STEP) {
        throw Refusal.invalid("%s is longer than %d characters".formatted(where, LONGEST_STEP));
      }
      // Variables of the environment are those of the run, and not known yet.
      if (new CommandLine(Map.of()).parseLine(lines.get(i))
          instanceof CommandLine.Parsed.Refused(String text)) {
        throw Refusal.invalid("%s '%s': %s".formatted(where, lines.get(i), text));
      }
    }
  }

  private static Set<TriggerKind> triggers(Fields fields) {
    Set<TriggerKind> found = EnumSet.noneOf(TriggerKind.class);
    for (TriggerKind kind : TriggerKind.values()) {
      if (fields.flag(kind.name().toLowerCase(java.util.Locale.ROOT)).orElse(false)) {
        found.add(kind);
      }
    }
    return found;
  }

  private static JobType typeOf(Set<TriggerKind> triggers, JobType old) {
    return old == JobType.OTHER && triggers.contains(TriggerKind.SCHEDULE)
        ? JobType.SCHEDULED
        : old;
  }

  private static JobType type(String word) {
    return Arrays.stream(JobType.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            Refusal.invalid(
                "job_type must be one of %s, not '%s'"
                    .formatted(
                        Arrays.stream(JobType.values())
                            .map(JobType::word)
                            .collect(Collectors.joining(", ")),
                        word)));
  }

  /// A schedule in any of dbt Cloud's forms; a form without fields of its own says nothing.
  private static Optional<Schedule> schedule(Fields schedule) {
    String zone = schedule.text("time_zone").orElse("UTC");
    Optional<Fields> date = schedule.object("date");
    Optional<String> cron =
        date.flatMap(fields -> fields.text("cron"))
            .or(() -> date.flatMap(fields -> built(fields, schedule.object("time"))))
            .or(() -> schedule.text("cron"));
    try {
      return cron.map(fields -> Schedule.of(fields, zone));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("schedule: " + e.getMessage());
    }
  }

  private static Optional<String> built(Fields date, Optional<Fields> time) {
    String type = date.text("type").orElse("");
    String days =
        switch (type) {
          case "every_day" -> "*";
          case "days_of_week" -> joined(date.numbers("days").orElse(List.of()), "*");
          default -> "";
        };
    return days.isEmpty() || time.isEmpty()
        ? Optional.empty()
        : Optional.of("0 " + hours(time.get()) + " * * " + days);
  }

  private static String hours(Fields time) {
    return time.text("type").orElse("").equals("at_exact_hours")
        ? joined(time.numbers("hours").orElse(List.of()), "0")
        : "*/" + Math.max(1, time.number("interval").orElse(1));
  }

  private static String joined(List<Long> numbers, String otherwise) {
    return numbers.isEmpty()
        ? otherwise
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
