package dev.bailey.jobs.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What started a run, and what it asked to be different from the job.
///
/// @param cause why, in the words of whoever triggered it
/// @param category dbt Cloud's `cause_category`
/// @param actor who triggered it, as the audit knows them; `scheduler` for a schedule
public record Trigger(String cause, Category category, String actor, Overrides overrides) {

  /// dbt Cloud's words for what starts a run.
  public enum Category {
    API("api"),
    CI("ci"),
    SCHEDULED("scheduled"),
    UI("ui"),
    RERUN("rerun"),
    JOB_COMPLETION("job completion"),
    MERGE("merge");

    private final String word;

    Category(String word) {
      this.word = word;
    }

    /// The word that the API uses.
    public String word() {
      return word;
    }

    /// The category with this word.
    public static Category of(String word) {
      for (Category category : values()) {
        if (category.word.equals(word)) {
          return category;
        }
      }
      throw new IllegalArgumentException("no cause category " + word);
    }
  }

  /// What one run does otherwise than its job says; everything may be absent.
  ///
  /// @param steps replace the job's when not empty
  public record Overrides(
      Optional<String> gitSha,
      Optional<String> gitBranch,
      Optional<String> schema,
      Optional<String> targetName,
      Optional<Integer> threads,
      Optional<Duration> timeout,
      Optional<Boolean> generateDocs,
      List<String> steps) {
    private static final Overrides NONE =
        new Overrides(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public Overrides {
      steps = List.copyOf(steps);
    }

    /// Everything as the job says.
    public static Overrides none() {
      return NONE;
    }
  }

  /// A trigger that leaves everything as the job says.
  public static Trigger of(String cause, Category category, String actor) {
    return new Trigger(cause, category, actor, Overrides.none());
  }
}
