package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Response;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What became of one node, for good.
///
/// @param thread the name of the thread that ran it
/// @param time from start to end; zero when it was skipped
public record NodeResult(
    Resource node, Outcome outcome, List<Timing> timing, String thread, Duration time) {
  public NodeResult {
    timing = List.copyOf(timing);
  }

  /// The result of a node that nothing was done for.
  static NodeResult notBegun(Resource node, Outcome outcome) {
    return new NodeResult(node, outcome, List.of(), ThreadName.current(), Duration.ZERO);
  }

  /// One phase of the work.
  ///
  /// @param name `compile` or `execute`
  public record Timing(String name, Instant startedAt, Instant completedAt) {}

  /// How it ended.
  ///
  /// @param response what the warehouse said of the main statement
  /// @param failures how many rows a test found
  /// @param compiled the node with its SQL, when it came that far
  /// @param isWritten whether the SQL that ran was written below `run`
  /// @param batches what became of the batches of a microbatch model
  public record Outcome(
      Status status,
      Optional<String> message,
      Optional<Response> response,
      OptionalLong failures,
      Optional<CompiledNode> compiled,
      boolean isWritten,
      Optional<BatchResults> batches) {

    /// How a node ended that is no microbatch model.
    Outcome(
        Status status,
        Optional<String> message,
        Optional<Response> response,
        OptionalLong failures,
        Optional<CompiledNode> compiled,
        boolean isWritten) {
      this(status, message, response, failures, compiled, isWritten, Optional.empty());
    }

    static Outcome of(Status status, String message) {
      return new Outcome(
          status,
          Optional.of(message).filter(text -> !text.isEmpty()),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          false);
    }

    Outcome with(Optional<CompiledNode> node, boolean written) {
      return new Outcome(status, message, response, failures, node, written, batches);
    }
  }

  public Status status() {
    return outcome.status();
  }

  public String message() {
    return outcome.message().orElse("");
  }

  public String uniqueId() {
    return node.uniqueId();
  }
}
