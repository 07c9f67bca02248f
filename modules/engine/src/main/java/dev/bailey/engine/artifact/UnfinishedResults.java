package dev.bailey.engine.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.Status;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.artifact.JsonData;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The results of a command that did not come to its end: what a killed process left behind.
///
/// The file grows while the command is at work, one JSON object in each line: first what there is
/// to do, then each result as `run_results.json` would have it. The last line may be cut short.
///
/// @param metadata of `run_results.json`, as of the command's beginning
/// @param args what the command was told
/// @param nodes unique ids of all that there was to do
/// @param results by unique id, in the order of ending
public record UnfinishedResults(
    Data.Dict metadata, Data.Dict args, List<String> nodes, Map<String, Data.Dict> results) {
  /// The name of the file, beside `run_results.json`.
  public static final String FILE = "run_results.partial.jsonl";

  private static final String KILLED = "The process was killed before the end of this node.";

  public UnfinishedResults {
    nodes = List.copyOf(nodes);
    results = new LinkedHashMap<>(results);
  }

  /// The first line.
  ///
  /// @param metadata made when the command begins
  public static byte[] head(ArtifactMetadata metadata, Collection<String> nodes, Data.Dict args) {
    return line(json -> {
      metadata.write(RunResultsJson.SCHEMA, json);
      json.writeFieldName("args");
      DataJson.write(args, json);
      json.writeArrayFieldStart("nodes");
      for (String node : nodes) {
        json.writeString(node);
      }
      json.writeEndArray();
    });
  }

  /// A line of a result.
  public static byte[] line(NodeResult result) {
    return line(json -> RunResultsJson.fields(result, json));
  }

  /// A line of a result that was read.
  public static byte[] line(Data.Dict result) {
    return line(json -> {
      for (Map.Entry<Data, Data> field : result.entries().entrySet()) {
        json.writeFieldName(field.getKey().asText().orElse(""));
        DataJson.write(field.getValue(), json);
      }
    });
  }

  private static byte[] line(Artifact.Content content) {
    byte[] object = Artifact.bytes(content);
    byte[] line = Arrays.copyOf(object, object.length + 1);
    line[object.length] = '\n';
    return line;
  }

  /// Reads the file; empty when the process was killed before it had written the first line.
  public static Optional<UnfinishedResults> read(byte[] file) {
    List<Data.Dict> lines = lines(file);
    return lines.stream().findFirst().map(head -> of(head, lines.subList(1, lines.size())));
  }

  private static UnfinishedResults of(Data.Dict head, List<Data.Dict> lines) {
    var results = new LinkedHashMap<String, Data.Dict>();
    for (Data.Dict result : lines) {
      results.putLast(text(result, "unique_id"), result);
    }
    return new UnfinishedResults(
        head.dict("metadata"), head.dict("args"), texts(head, "nodes"), results);
  }

  private static List<Data.Dict> lines(byte[] file) {
    var lines = new ArrayList<Data.Dict>();
    int start = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        Optional<Data.Dict> line = object(Arrays.copyOfRange(file, start, i));
        if (line.isEmpty()) {
          break;
        }
        lines.add(line.get());
        start = i + 1;
      }
    }
    return lines;
  }

  /// What is no object was cut short by the end of the machine, and so is all that follows.
  private static Optional<Data.Dict> object(byte[] line) {
    try {
      return JsonData.read(line) instanceof Data.Dict dict ? Optional.of(dict) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// When the command began; empty when the file does not tell.
  public Optional<Instant> startedAt() {
    try {
      return Optional.of(Instant.parse(text(metadata, "invocation_started_at")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// `run_results.json` as an interrupted command leaves it: what did not end is skipped.
  public byte[] runResults() {
    return Artifact.bytes(json -> {
      json.writeFieldName("metadata");
      DataJson.write(metadata, json);
      json.writeArrayFieldStart("results");
      for (Data.Dict result : results.values()) {
        DataJson.write(result, json);
      }
      for (String node : nodes) {
        if (!results.containsKey(node)) {
          unended(node, json);
        }
      }
      json.writeEndArray();
      json.writeNumberField("elapsed_time", 0);
      json.writeFieldName("args");
      DataJson.write(args, json);
    });
  }

  private static void unended(String node, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", Status.SKIPPED.word());
    Artifact.timing(List.of(), json);
    json.writeStringField("thread_id", "");
    json.writeNumberField("execution_time", Artifact.seconds(Duration.ZERO));
    json.writeObjectFieldStart("adapter_response");
    json.writeEndObject();
    json.writeStringField("message", KILLED);
    json.writeNullField("failures");
    json.writeStringField("unique_id", node);
    json.writeNullField("compiled");
    json.writeNullField("compiled_code");
    json.writeNullField("relation_name");
    json.writeNullField("batch_results");
    json.writeNullField("overload_results");
    json.writeEndObject();
  }

  private static List<String> texts(Data.Dict dict, String key) {
    return dict.find(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)
        ? items.stream().flatMap(item -> item.asText().stream()).toList()
        : List.of();
  }

  private static String text(Data.Dict dict, String key) {
    return dict.find(key).flatMap(Data::asText).orElse("");
  }
}
