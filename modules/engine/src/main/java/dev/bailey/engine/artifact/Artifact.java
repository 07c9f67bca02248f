package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.project.artifact.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What the writers of artifacts share.
final class Artifact {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Artifact() {}

  /// The inside of the outermost object.
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] bytes(Content content) {
    var out = new ByteArrayOutputStream(1 << 14);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static void text(String name, Optional<String> value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  static void timing(List<NodeResult.Timing> timing, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("timing");
    for (NodeResult.Timing phase : timing) {
      json.writeStartObject();
      json.writeStringField("name", phase.name());
      json.writeStringField("started_at", Times.utc(phase.startedAt()));
      json.writeStringField("completed_at", Times.utc(phase.completedAt()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// dbt's `adapter_response`: only what the warehouse said.
  static void response(NodeResult.Outcome outcome, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("adapter_response");
    if (outcome.response().isPresent()) {
      var response = outcome.response().get();
      json.writeStringField("_message", response.message());
      if (!response.code().isEmpty()) {
        json.writeStringField("code", response.code());
      }
      if (response.count().isPresent()) {
        json.writeNumberField("rows_affected", response.count().getAsLong());
      }
      if (!response.queryId().isEmpty()) {
        json.writeStringField("query_id", response.queryId());
      }
      if (!response.query().isEmpty()) {
        json.writeStringField("query", response.query());
      }
    }
    json.writeEndObject();
  }

  static double seconds(java.time.Duration time) {
    return time.toNanos() / 1e9;
  }
}
