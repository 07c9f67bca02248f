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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Builds a microbatch model, one batch after another. A batch that fails is left out, unless it is
/// the first.
final class MicrobatchRun {
  private final Work work;
  private final Model model;
  private final Connection connection;
  private final List<TimeWindow> successful = new ArrayList<>();
  private final List<TimeWindow> failed = new ArrayList<>();

  MicrobatchRun(Work work, Model model, Connection connection) {
    this.work = work;
    this.model = model;
    this.connection = connection;
  }

  NodeResult run() {
    Instant start = Instant.now();
    work.reporter().phase(model, "compile");
    work.reporter().phase(model, "execute");
    boolean isIncremental = isIncremental();
    Optional<BatchResults> before = Optional.ofNullable(work.retried().get(model.uniqueId()));
    List<TimeWindow> built = before.map(BatchResults::successful).orElse(List.of());
    List<Batch> batches = batches(before, isIncremental);
    for (int i = 0; i < batches.size(); i++) {
      build(batches, i, isIncremental || i > 0);
      List<Batch> ahead = batches.subList(i + 1, batches.size());
      if (!ahead.isEmpty()) {
        work.crew()
            .journal()
            .note(result(start, outcome(built, ahead.stream().map(Batch::window).toList())));
      }
    }
    return result(start, outcome(built, List.of()));
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

  private void build(List<Batch> batches, int index, boolean isIncremental) {
    Batch batch = batches.get(index);
    var place = new Reporter.BatchPlace(batch, index + 1, batches.size());
    boolean firstFailed = index > 0 && failed.contains(batches.getFirst().window());
    NodeResult result = firstFailed ? skipped() : built(place, isIncremental);
    (result.status() == Status.SUCCESS ? successful : failed).add(batch.window());
    work.reporter().batchEnded(result, place);
  }

  private NodeResult skipped() {
    return NodeResult.notBegun(model, NodeResult.Outcome.of(Status.SKIPPED, ""));
  }

  private NodeResult built(Reporter.BatchPlace place, boolean isIncremental) {
    work.reporter().batchBegan(model, place);
    var part = new NodeRun.Part(place.batch(), isIncremental);
    return new NodeRun(work, confined(place), connection, Optional.of(part)).run();
  }

  /// The model of one batch: with its window, which macros read from the config, and with hooks
  /// only where they come before or after all batches.
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
    return model.with(model.parts().with(new NodeConfig(new Data.Dict(config))));
  }

  /// @param before the windows that the run built that is repeated; dbt records them, too, behind
  ///   the others, but does not count them
  /// @param ahead the windows that nothing was done for yet
  private NodeResult.Outcome outcome(List<TimeWindow> before, List<TimeWindow> ahead) {
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
