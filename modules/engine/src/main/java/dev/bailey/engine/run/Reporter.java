package dev.bailey.engine.run;

import dev.bailey.engine.context.Notices;
import dev.bailey.project.batch.Batch;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.util.List;

/// Hears what a run does, in dbt's words. May be called from several threads.
public interface Reporter extends Notices {

  /// How many threads there are, and how many nodes.
  void concurrency(int threads, int nodes);

  /// A node began.
  ///
  /// @param index its number in the order of beginning, from 1
  void began(Resource node, int index, int total);

  /// A node ended, for good.
  void ended(NodeResult result, int index, int total);

  /// A node failed by a defect of ours: where it came from is for the log.
  void broke(Resource node, RuntimeException defect);

  /// Where a batch stands among those of its model.
  ///
  /// @param index its number, from 1
  record BatchPlace(Batch batch, int index, int total) {}

  /// A batch of a microbatch model began.
  void batchBegan(Resource node, BatchPlace place);

  /// A batch of a microbatch model ended, or was skipped.
  void batchEnded(NodeResult result, BatchPlace place);

  /// A node waits until another run is done with its relation.
  ///
  /// @param what for whom it waits, and for which relation
  void waits(Resource node, String what);

  /// A node waits no longer.
  void waited(Resource node);

  /// A phase of a node, `compile` or `execute`, began.
  void phase(Resource node, String phase);

  /// A hook of the run began.
  void hookBegan(Resource hook, int index, int total);

  /// A hook of the run ended.
  void hookEnded(NodeResult result, int index, int total);

  /// There was nothing to do.
  void nothingToDo();

  /// All is done.
  void finished(List<NodeResult> results, Duration time);
}
