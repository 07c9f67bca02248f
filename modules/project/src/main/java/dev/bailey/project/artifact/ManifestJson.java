package dev.bailey.project.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Quoting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes `manifest.json`, version 12.
///
/// @see <a href="https://schemas.getdbt.com/dbt/manifest/v12.json">its schema</a>
public final class ManifestJson {
  private final ManifestParts parts;
  private final ManifestMetadata metadata;

  public ManifestJson(ManifestParts parts, ManifestMetadata metadata) {
    this.parts = parts;
    this.metadata = metadata;
  }

  /// The whole file.
  ///
  /// @param files what the invocation made of nodes, by unique id
  public byte[] bytes(Map<String, NodeFiles> files) {
    List<ByteBuffer> all = parts.inOrder(ManifestParts.members(this::metadata), files);
    var out = ByteBuffer.allocate(all.stream().mapToInt(ByteBuffer::remaining).sum());
    // A part is shared by all that write it: its position is not to move.
    all.forEach(part -> out.put(part.duplicate()));
    return out.array();
  }

  private void metadata(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("dbt_schema_version", "https://schemas.getdbt.com/dbt/manifest/v12.json");
    json.writeStringField("dbt_version", metadata.dbtVersion());
    json.writeStringField("generated_at", Times.utc(metadata.generatedAt()));
    json.writeStringField("invocation_id", metadata.invocationId());
    json.writeStringField("invocation_started_at", Times.utc(metadata.invocationStartedAt()));
    json.writeObjectFieldStart("env");
    for (var variable : metadata.env().entrySet()) {
      json.writeStringField(variable.getKey(), variable.getValue());
    }
    json.writeEndObject();
    json.writeStringField("project_name", metadata.projectName());
    json.writeStringField("project_id", metadata.projectId());
    json.writeNullField("user_id");
    json.writeBooleanField("send_anonymous_usage_stats", false);
    json.writeStringField("adapter_type", metadata.adapterType());
    quoting(metadata.quoting(), json);
    json.writeStringField("run_started_at", Times.offset(metadata.invocationStartedAt()));
    json.writeEndObject();
  }

  private static void quoting(Quoting quoting, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("quoting");
    field("database", quoting.database(), json);
    field("schema", quoting.schema(), json);
    field("identifier", quoting.identifier(), json);
    field("column", quoting.column(), json);
    json.writeEndObject();
  }

  private static void field(String name, Optional<Boolean> value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    DataJson.write(value.map(Data::of).orElse(Data.nothing()), json);
  }
}
