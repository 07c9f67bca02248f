package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.artifact.Times;
import dev.bailey.project.manifest.Freshness;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.SourceDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes `sources.json`, version 3.
///
/// @see <a href="https://schemas.getdbt.com/dbt/sources/v3.json">its schema</a>
public final class SourcesJson {
  private SourcesJson() {}

  /// What was found of one source.
  ///
  /// @param age empty when it could not be found
  public record Found(SourceDefinition source, NodeResult result, Optional<Age> age) {}

  /// When data was loaded last, and when that was asked.
  public record Age(Instant maxLoadedAt, Instant snapshottedAt) {}

  /// The whole file.
  public static byte[] bytes(ArtifactMetadata metadata, List<Found> found, Duration elapsed) {
    return Artifact.bytes(json -> {
      metadata.write("sources/v3", json);
      json.writeArrayFieldStart("results");
      for (Found one : found) {
        json.writeStartObject();
        json.writeStringField("unique_id", one.source().uniqueId());
        if (one.age().isPresent()) {
          aged(one, one.age().get(), json);
        } else {
          Artifact.text("error", one.result().outcome().message(), json);
          json.writeStringField("status", "runtime error");
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("elapsed_time", Artifact.seconds(elapsed));
    });
  }

  private static void aged(Found found, Age age, JsonGenerator json) throws IOException {
    json.writeStringField("max_loaded_at", Times.offset(age.maxLoadedAt()));
    json.writeStringField("snapshotted_at", Times.offset(age.snapshottedAt()));
    json.writeNumberField(
        "max_loaded_at_time_ago_in_s",
        Artifact.seconds(Duration.between(age.maxLoadedAt(), age.snapshottedAt())));
    json.writeStringField("status", found.result().status().word());
    json.writeFieldName("criteria");
    DataJson.write(ManifestData.freshness(found.source().freshness().orElse(Freshness.NONE)), json);
    Artifact.response(found.result().outcome(), json);
    Artifact.timing(found.result().timing(), json);
    json.writeStringField("thread_id", found.result().thread());
    json.writeNumberField("execution_time", Artifact.seconds(found.result().time()));
  }
}
