package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.project.relation.TimeWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes `run_results.json`, version 6.
///
/// @see <a href="https://schemas.getdbt.com/dbt/run-results/v6.json">its schema</a>
public final class RunResultsJson {
  static final String SCHEMA = "run-results/v6";

  private RunResultsJson() {}

  /// Everything that became of nodes.
  ///
  /// @param kept results of an invocation that was killed and that this one goes on with, as the
  ///   file has them
  public record Results(Collection<Data.Dict> kept, List<NodeResult> now) {
    public Results {
      kept = List.copyOf(kept);
      now = List.copyOf(now);
    }
  }

  /// The whole file.
  ///
  /// @param args what the invocation was told: [dev.bailey.engine.command.Flags#args]
  public static byte[] bytes(
      ArtifactMetadata metadata, Results results, Duration elapsed, Data.Dict args) {
    return Artifact.bytes(json -> {
      metadata.write(SCHEMA, json);
      json.writeArrayFieldStart("results");
      for (Data.Dict result : results.kept()) {
        DataJson.write(result, json);
      }
      for (NodeResult result : results.now()) {
        json.writeStartObject();
        fields(result, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("elapsed_time", Artifact.seconds(elapsed));
      json.writeFieldName("args");
      DataJson.write(args, json);
    });
  }

  /// The inside of the object of one result.
  static void fields(NodeResult result, JsonGenerator json) throws IOException {
    NodeResult.Outcome outcome = result.outcome();
    json.writeStringField("status", result.status().word());
    Artifact.timing(result.timing(), json);
    json.writeStringField("thread_id", result.thread());
    json.writeNumberField("execution_time", Artifact.seconds(result.time()));
    Artifact.response(outcome, json);
    Artifact.text("message", outcome.message(), json);
    if (outcome.failures().isPresent()) {
      json.writeNumberField("failures", outcome.failures().getAsLong());
    } else {
      json.writeNullField("failures");
    }
    json.writeStringField("unique_id", result.uniqueId());
    compiled(result.node(), outcome.compiled(), json);
    batches(outcome.batches(), json);
    json.writeNullField("overload_results");
  }

  private static void batches(Optional<BatchResults> batches, JsonGenerator json)
      throws IOException {
    if (batches.isEmpty()) {
      json.writeNullField("batch_results");
      return;
    }
    json.writeObjectFieldStart("batch_results");
    windows("successful", batches.get().successful(), json);
    windows("failed", batches.get().failed(), json);
    json.writeEndObject();
  }

  private static void windows(String key, List<TimeWindow> windows, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (TimeWindow window : windows) {
      json.writeStartArray();
      DataJson.write(Data.of(window.start()), json);
      DataJson.write(Data.of(window.end()), json);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /// Seeds and exposures have no SQL to compile, and unit tests none before they begin, so dbt says
  /// nothing of it.
  private static void compiled(
      Resource resource, Optional<CompiledNode> compiled, JsonGenerator json) throws IOException {
    boolean hasNone = resource instanceof UnitTestNode && compiled.isEmpty();
    if (resource instanceof Node node && !(node instanceof Seed) && !hasNone) {
      json.writeBooleanField("compiled", compiled.isPresent());
      Artifact.text("compiled_code", compiled.map(CompiledNode::code), json);
      Artifact.text("relation_name", node.relation().rendered(), json);
    } else {
      json.writeNullField("compiled");
      json.writeNullField("compiled_code");
      json.writeNullField("relation_name");
    }
  }
}
