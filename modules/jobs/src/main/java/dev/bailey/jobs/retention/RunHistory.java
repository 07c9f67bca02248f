package dev.bailey.jobs.retention;

import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunId;
import java.time.Instant;
import java.util.List;

/// The runs that have ended, and what may go of them. What every keeper must do is in
/// `RunHistoryContract`.
///
/// Three kinds of runs are never among those that may go: those that have not ended, those that an
/// unfinished run goes on with, and the newest successful run of a job that is not deleted.
public interface RunHistory {

  /// The oldest ended runs of which something may go.
  ///
  /// @param what of them, and is still there: not the audit
  /// @param endedBefore when they ended at the latest
  List<Run> past(Remains what, Instant endedBefore, int most);

  /// Notes that logs or artifacts of runs are gone.
  void note(Remains gone, List<RunId> runs, Instant at);

  /// Forgets runs, with their steps and results.
  ///
  /// @return how many; some may be needed again since they were found
  int forget(List<RunId> runs);
}
