package dev.bailey.jobs;

import dev.bailey.jobs.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a user says of a job; the words are those of dbt Cloud's Administrative API (facts/api.md
/// 2.4).
///
/// @param steps dbt command lines such as `dbt build --select +orders`, run in order; never empty
/// @param schedule when it runs by itself; kept also while `triggers` does not hold `SCHEDULE`
/// @param threads how many nodes run at once, at least 1
/// @param targetName what templates see as `target.name`
/// @param timeout how long a run may take; zero for no limit of its own
/// @param generateDocs whether `dbt docs generate` follows the steps; its failure does not fail the
///   run
/// @param sourceFreshness whether `dbt source freshness` comes first; its failure does not fail the
///   run
public record JobDefinition(
    String name,
    String description,
    JobType type,
    List<String> steps,
    Set<TriggerKind> triggers,
    Optional<Schedule> schedule,
    int threads,
    String targetName,
    Duration timeout,
    boolean generateDocs,
    boolean sourceFreshness) {

  /// How many nodes a job may have at work at once.
  public static final int MAX_THREADS = 256;

  /// What may start a job besides a person and the API, which always may.
  public enum TriggerKind {
    SCHEDULE,
    GITHUB_WEBHOOK,
    GIT_PROVIDER_WEBHOOK,
    ON_MERGE
  }

  public JobDefinition {
    steps = List.copyOf(steps);
    triggers = Set.copyOf(triggers);
    if (name.isBlank() || name.length() > 255) {
      throw new IllegalArgumentException("a job's name has 1 to 255 characters");
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a job has at least one step");
    }
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads must be between 1 and %d, not %d".formatted(MAX_THREADS, threads));
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout cannot be negative");
    }
  }

  /// A job that is started by hand or by the API, with dbt Cloud's defaults for the rest.
  public static JobDefinition of(String name, String... steps) {
    return new JobDefinition(
        name,
        "",
        JobType.OTHER,
        List.of(steps),
        Set.of(),
        Optional.empty(),
        4,
        "default",
        Duration.ZERO,
        false,
        false);
  }

  /// The schedule if it is switched on.
  public Optional<Schedule> activeSchedule() {
    return triggers.contains(TriggerKind.SCHEDULE) ? schedule : Optional.empty();
  }
}
