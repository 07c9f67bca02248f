package dev.bailey.jobs.retention;

import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.RunId;
import dev.bailey.security.AuditLog;
import dev.bailey.security.Subject;
import dev.bailey.security.Transactions;
import dev.bailey.security.audit.Anchor;
import dev.bailey.security.audit.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Removes what its time is over for, in batches. After each batch all is consistent and in the
/// audit; what was ended in between is gone on with the next time.
///
/// Files go before the rows that tell of them: an end in between leaves rows whose files are gone,
/// which are found again, and never files that nobody knows of.
public final class Retention {
  private static final int RUNS_AT_ONCE = 200;
  private static final int LINES_AT_ONCE = 10_000;

  private final RetentionPolicy policy;
  private final RunHistory history;
  private final RunFiles files;
  private final Kept kept;
  private final Clock clock;

  /// Where it is kept what was removed.
  ///
  /// @param appliance who removes it, for the audit
  /// @param told the last line of the audit that may go: those after it are to be told elsewhere
  ///   first
  public record Kept(
      Transactions transactions, AuditLog log, Subject appliance, LongSupplier told) {}

  public Retention(
      RetentionPolicy policy, RunHistory history, RunFiles files, Kept kept, Clock clock) {
    this.policy = policy;
    this.history = history;
    this.files = files;
    this.kept = kept;
    this.clock = clock;
  }

  /// For how long things are kept.
  public RetentionPolicy policy() {
    return policy;
  }

  /// The event of the audit that tells what was removed.
  public static String event(Remains what) {
    return what == Remains.AUDIT ? Anchor.EVENT : "retention." + what.word() + "_removed";
  }

  /// Removes all that is past its time.
  ///
  /// @param goOn asked before each batch
  public void enforce(BooleanSupplier goOn) {
    for (var what : List.of(Remains.RUNS, Remains.ARTIFACTS, Remains.LOGS, Remains.AUDIT)) {
      var limit = policy.limit(what, clock.instant());
      boolean more = limit.isPresent();
      while (more && goOn.getAsBoolean()) {
        more = removeSome(what, limit.orElseThrow());
      }
    }
  }

  /// @return whether there may be more
  private boolean removeSome(Remains what, Instant limit) {
    if (what == Remains.AUDIT) {
      return kept.log().trim(kept.appliance(), limit, LINES_AT_ONCE, kept.told().getAsLong()) > 0;
    }
    List<Run> runs = history.past(what, limit, RUNS_AT_ONCE);
    runs.forEach(run -> removeFiles(what, run));
    return !runs.isEmpty() && note(what, runs, limit) > 0;
  }

  private void removeFiles(Remains what, Run run) {
    switch (what) {
      case LOGS -> files.deleteLogs(run.project(), run.id());
      case ARTIFACTS -> files.deleteArtifacts(run.project(), run.id());
      case RUNS -> files.delete(run.project(), run.id());
      case AUDIT -> throw new IllegalArgumentException("the audit is not a run's");
    }
  }

  private int note(Remains what, List<Run> runs, Instant limit) {
    List<RunId> ids = runs.stream().map(Run::id).toList();
    return kept.transactions()
        .call(() -> {
          int removed = ids.size();
          if (what == Remains.RUNS) {
            removed = history.forget(ids);
          } else {
            history.note(what, ids, clock.instant());
          }
          if (removed > 0) {
            kept.log()
                .done(kept.appliance(), event(what), Target.none(), details(removed, ids, limit));
          }
          return removed;
        });
  }

  private static Map<String, String> details(int removed, List<RunId> ids, Instant limit) {
    return Map.of(
        "count",
        Integer.toString(removed),
        "first_run",
        ids.getFirst().toString(),
        "last_run",
        ids.getLast().toString(),
        "ended_before",
        limit.toString());
  }
}
