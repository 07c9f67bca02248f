package dev.bailey.jobs.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// For how many days things are kept; empty for always. Nothing outlives the run that it is of.
///
/// @param logs days after the end of a run
/// @param artifacts days after the end of a run
/// @param runs days after their end
/// @param audit days after a line was written
public record RetentionPolicy(
    OptionalInt logs, OptionalInt artifacts, OptionalInt runs, OptionalInt audit) {
  /// An audit of fewer days does not show a whole year, which is what auditors ask for.
  public static final int LEAST_AUDIT = 365;

  public RetentionPolicy {
    if (Stream.of(logs, artifacts, runs, audit)
        .flatMapToInt(OptionalInt::stream)
        .anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("things are kept for at least one day");
    }
    logs = shorter(logs, runs);
    artifacts = shorter(artifacts, runs);
  }

  /// Everything is kept for always.
  public static RetentionPolicy forever() {
    var always = OptionalInt.empty();
    return new RetentionPolicy(always, always, always, always);
  }

  /// For how many days something is kept.
  public OptionalInt days(Remains what) {
    return switch (what) {
      case LOGS -> logs;
      case ARTIFACTS -> artifacts;
      case RUNS -> runs;
      case AUDIT -> audit;
    };
  }

  /// Whether the audit ends before runs do whose doings it tells of.
  public boolean losesAuditFirst() {
    return audit.isPresent() && (runs.isEmpty() || runs.getAsInt() > audit.getAsInt());
  }

  /// What is older than this is not kept any more.
  Optional<Instant> limit(Remains what, Instant now) {
    return days(what).stream().mapToObj(days -> now.minus(Duration.ofDays(days))).findFirst();
  }

  private static OptionalInt shorter(OptionalInt one, OptionalInt other) {
    return IntStream.concat(one.stream(), other.stream()).min();
  }
}
