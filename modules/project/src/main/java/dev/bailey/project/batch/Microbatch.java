package dev.bailey.project.batch;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.relation.TimeWindow;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a microbatch model is cut into batches.
///
/// https://docs.getdbt.com/docs/build/incremental-microbatch
///
/// @param begin where the first build begins
/// @param lookback how many batches before the last one are built again
public record Microbatch(BatchSize size, LocalDateTime begin, long lookback) {

  /// Whether a node is an incremental model with the strategy `microbatch`.
  public static boolean isOne(Node node) {
    return node instanceof Model
        && node.config().materialized().equals("incremental")
        && node.config().text("incremental_strategy").filter("microbatch"::equals).isPresent();
  }

  /// What the config of a parsed microbatch model says.
  public static Microbatch of(Node node) {
    if (node.config().get("begin").orElse(Data.nothing()) instanceof Data.Moment begin) {
      return new Microbatch(
          node.config().text("batch_size").flatMap(BatchSize::named).orElseThrow(),
          begin.value(),
          node.config().whole("lookback").map(BigInteger::longValueExact).orElse(1L));
    }
    throw new IllegalStateException(node.uniqueId() + " was parsed without a begin");
  }

  /// The batches to build, in their order.
  ///
  /// @param isIncremental whether there is a table to add to
  /// @param asked the window that the command names
  /// @param now where the last batch ends otherwise, rounded up
  public List<Batch> batches(boolean isIncremental, Optional<TimeWindow> asked, Instant now) {
    LocalDateTime end = size.ceiling(utc(asked.map(TimeWindow::end).orElse(now)));
    LocalDateTime start = size.truncate(asked.map(window -> utc(window.start())).orElse(begin));
    if (asked.isEmpty() && isIncremental) {
      // The last batch ends where it would start on the line between two.
      start = size.offset(end, -(lookback + 1));
    }
    var batches = new ArrayList<Batch>();
    LocalDateTime next = size.offset(start, 1);
    while (next.isBefore(end)) {
      batches.add(Batch.of(start, next, size));
      start = next;
      next = size.offset(start, 1);
    }
    batches.add(Batch.of(start, end, size));
    return batches;
  }

  private static LocalDateTime utc(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
