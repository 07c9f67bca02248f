package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.project.batch.Batch;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.NodeConfig;
import dev.bailey.project.relation.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Builds a microbatch model. The first batch and the last one are built alone, those between them
/// side by side where the warehouse and the model allow it. A batch that fails is left out, unless
/// it is the first.
final class MicrobatchRun {
  private final Work work;
  private final Model model;
  private final Connection connection;
  private final List<TimeWindow> successful = new ArrayList<>();
  private final List<TimeWindow> failed = new ArrayList<>();

  /// The windows that nothing was done for yet.
  private final Set<TimeWindow> ahead = new LinkedHashSet<>();

  private final boolean overlaps;
  private boolean firstFailed;

  MicrobatchRun(Work work, Model model, Connection connection) {
    this.work = work;
    this.model = model;
    this.connection = connection;
    this.overlaps = mayOverlap();
  }

  NodeResult run(Helpers helpers) {
    Instant start = Instant.now();
    work.reporter().phase(model, "compile");
    work.reporter().phase(model, "execute");
    boolean isIncremental = isIncremental();
    Optional<BatchResults> before = Optional.ofNullable(work.retried().get(model.uniqueId()));
    List<TimeWindow> built = before.map(BatchResults::successful).orElse(List.of());
    List<Batch> batches = batches(before, isIncremental);
    batches.forEach(batch -> ahead.add(batch.window()));
    var parts = new ArrayList<Helpers.Part>();
    for (int i = 0; i < batches.size(); i++) {
      var place = new Reporter.BatchPlace(batches.get(i), i + 1, batches.size());
      boolean adds = isIncremental || i > 0;
      parts.add(over -> ended(place, build(place, adds, over), built, start));
    }
    parts.removeFirst().over(connection);
    if (!parts.isEmpty()) {
      Helpers.Part last = parts.removeLast();
      (overlaps ? helpers : Helpers.NONE).together(parts, connection);
      last.over(connection);
    }
    return result(start, outcome(built));
  }

  /// Whether batches may be built side by side. A model that reads what it is itself depends on the
  /// batches before, unless it says otherwise.
  private boolean mayOverlap() {
    return work.adapter().buildsBatchesAtOnce()
        && model
            .config()
            .get("concurrent_batches")
            .filter(said -> !(said instanceof Data.Nothing))
            .map(Data::truth)
            .orElseGet(() -> !work.project().templates().names(model, "this"));
  }

  private synchronized void ended(
      Reporter.BatchPlace place, NodeResult result, List<TimeWindow> built, Instant start) {
    TimeWindow window = place.batch().window();
    boolean isBuilt = result.status() == Status.SUCCESS;
    (isBuilt ? successful : failed).add(window);
    firstFailed |= place.index() == 1 && !isBuilt;
    ahead.remove(window);
    work.reporter().batchEnded(result, place);
    if (!ahead.isEmpty()) {
      work.crew().journal().note(result(start, outcome(built)));
    }
  }

  private NodeResult result(Instant start, NodeResult.Outcome outcome) {
    Instant end = Instant.now();
    return new NodeResult(
        model,
        outcome,
        List.of(
            new NodeResult.Timing("compile", start, start),
            new NodeResult.Timing("execute", start, end)),
        ThreadName.current(),
        Duration.between(start, end));
  }

  /// After a run that built some batches, a retry builds the others.
  private List<Batch> batches(Optional<BatchResults> before, boolean isIncremental) {
    var microbatch = Microbatch.of(model);
    return before
        .map(earlier ->
            earlier.failed().stream().map(window -> new Batch(window, microbatch.size())).toList())
        .orElseGet(() ->
            microbatch.batches(
                isIncremental,
                work.options().sample().or(work.options()::asked),
                work.options().startedAt()));
  }

  private boolean isIncremental() {
    boolean isFull =
        model
            .config()
            .get("full_refresh")
            .orElse(work.project().options().flags().find("FULL_REFRESH").orElse(Data.of(false)))
            .truth();
    return !isFull
        && new Scene(work, connection).existing(model).filter(it -> it.isType("table")).isPresent();
  }

  private NodeResult build(Reporter.BatchPlace place, boolean isIncremental, Connection over) {
    return isHopeless(place) ? skipped() : built(place, isIncremental, over);
  }

  /// Whether there is no table to add to.
  private synchronized boolean isHopeless(Reporter.BatchPlace place) {
    return place.index() > 1 && firstFailed;
  }

  private NodeResult skipped() {
    return NodeResult.notBegun(model, NodeResult.Outcome.of(Status.SKIPPED, ""));
  }

  private NodeResult built(Reporter.BatchPlace place, boolean isIncremental, Connection over) {
    work.reporter().batchBegan(model, place);
    var part = new NodeRun.Part(place.batch(), isIncremental);
    return new NodeRun(work, confined(place), over, Optional.of(part)).run();
  }

  /// The model of one batch: with its window, which macros read from the config, and with hooks
  /// only where they come before or after all batches. Of batches that are built side by side none
  /// persists docs: they would alter the table at once, which DuckDB refuses, and the last one does
  /// it for all.
  private Node confined(Reporter.BatchPlace place) {
    var config = new LinkedHashMap<>(model.config().values().entries());
    TimeWindow window = place.batch().window();
    config.put(Data.of("__dbt_internal_microbatch_event_time_start"), Data.of(window.start()));
    config.put(Data.of("__dbt_internal_microbatch_event_time_end"), Data.of(window.end()));
    if (place.index() > 1) {
      config.put(Data.of("pre-hook"), Data.noItems());
    }
    if (place.index() < place.total()) {
      config.put(Data.of("post-hook"), Data.noItems());
    }
    if (overlaps && place.index() > 1 && place.index() < place.total()) {
      config.put(Data.of("persist_docs"), Data.noEntries());
    }
    return model.with(model.parts().with(new NodeConfig(new Data.Dict(config))));
  }

  /// @param before the windows that the run built that is repeated; dbt records them, too, behind
  ///   the others, but does not count them
  private synchronized NodeResult.Outcome outcome(List<TimeWindow> before) {
    List<TimeWindow> all = Stream.concat(successful.stream().sorted(), before.stream()).toList();
    List<TimeWindow> missing = Stream.concat(failed.stream(), ahead.stream()).sorted().toList();
    var results = new BatchResults(all, missing);
    Status status =
        missing.isEmpty()
            ? Status.SUCCESS
            : successful.isEmpty() ? Status.ERROR : Status.PARTIAL_SUCCESS;
    String message = status.word().toUpperCase(Locale.ROOT);
    return new NodeResult.Outcome(
        status,
        Optional.of(
            status == Status.PARTIAL_SUCCESS
                ? "%s (%d/%d)"
                    .formatted(message, successful.size(), successful.size() + missing.size())
                : message),
        Optional.empty(),
        OptionalLong.of(0),
        Optional.empty(),
        false,
        Optional.of(results));
  }
}
