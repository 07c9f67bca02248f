package dev.bailey.project.batch;

import dev.bailey.project.relation.TimeWindow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// One batch of a microbatch model: what its inputs and its target are confined to.
///
/// @param size how much time it spans; the last batch may end earlier or later
public record Batch(TimeWindow window, BatchSize size) {

  static Batch of(LocalDateTime start, LocalDateTime end, BatchSize size) {
    return new Batch(
        new TimeWindow(start.toInstant(ZoneOffset.UTC), end.toInstant(ZoneOffset.UTC)), size);
  }

  /// What people read, such as `2024-09-17`, and what its files are named after.
  public String label() {
    return size.label(LocalDateTime.ofInstant(window.start(), ZoneOffset.UTC));
  }

  /// dbt's `model.batch.id`, such as `20240917`.
  public String id() {
    return label().replace("-", "");
  }
}
