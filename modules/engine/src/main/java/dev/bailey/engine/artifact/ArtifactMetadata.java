package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.artifact.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What every artifact says of its making.
///
/// @param env what `DBT_ENV_CUSTOM_ENV_...` variables say, without that prefix
public record ArtifactMetadata(
    String dbtVersion,
    Instant generatedAt,
    String invocationId,
    Instant invocationStartedAt,
    Map<String, String> env) {
  public ArtifactMetadata {
    env = Map.copyOf(env);
  }

  /// @param schema dbt's name and version of the schema, such as `run-results/v6`
  void write(String schema, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField(
        "dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json");
    json.writeStringField("dbt_version", dbtVersion);
    json.writeStringField("generated_at", Times.utc(generatedAt));
    json.writeStringField("invocation_id", invocationId);
    json.writeStringField("invocation_started_at", Times.utc(invocationStartedAt));
    json.writeObjectFieldStart("env");
    for (var variable : new TreeMap<>(env).entrySet()) {
      json.writeStringField(variable.getKey(), variable.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
