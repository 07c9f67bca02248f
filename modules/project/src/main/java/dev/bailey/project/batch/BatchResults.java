package dev.bailey.project.batch;

import dev.bailey.project.relation.TimeWindow;
import java.util.List;

/// What became of the batches of a microbatch model, each kind in the order of time.
public record BatchResults(List<TimeWindow> successful, List<TimeWindow> failed) {
  public BatchResults {
    successful = List.copyOf(successful);
    failed = List.copyOf(failed);
  }
}
