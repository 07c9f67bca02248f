package dev.bailey.engine.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.bailey.project.artifact.DataJson;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Turns events into lines of a log. Immutable; may be shared between threads.
public sealed interface LogFormat {

  /// One event as it is written, without the line end.
  String line(Event event, Instant at, String thread);

  /// For people: `08:12:01 Running with dbt=1.12.6`.
  ///
  /// @param colours whether ANSI colours are kept
  record Text(boolean colours) implements LogFormat {
    @Override
    public String line(Event event, Instant at, String thread) {
      String message = colours ? event.message() : event.plain();
      return event.type().isOutput()
          ? message
          : (colours ? Colour.RESET : "") + Timestamps.clock(at) + "  " + message;
    }
  }

  /// For the log file: `08:12:01.702753 [info ] [MainThread]: Running with dbt=1.12.6`.
  record Debug(boolean colours) implements LogFormat {
    @Override
    public String line(Event event, Instant at, String thread) {
      String level = event.level().word();
      var line = new StringBuilder();
      line.append(colours ? Colour.RESET : "").append(Timestamps.fineClock(at));
      line.append(" [").append(level).repeat(' ', Math.max(0, 5 - level.length()));
      line.append("] [").append(thread).append("]: ");
      return line.append(colours ? event.message() : event.plain()).toString();
    }

    /// What stands before the first line of an invocation.
    public String opening(String invocationId, Instant at) {
      String rule = "=".repeat(30);
      return "\n\n%s %s | %s %s".formatted(rule, Timestamps.fineClock(at), invocationId, rule);
    }
  }

  /// For programs: one JSON object on each line, in dbt's shape and spacing.
  ///
  /// @param extra what `DBT_ENV_CUSTOM_ENV_...` variables say
  record Json(String invocationId, long pid, Map<String, String> extra, boolean colours)
      implements LogFormat {
    private static final JsonFactory FACTORY =
        JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public Json {
      extra = Map.copyOf(extra);
    }

    @Override
    public String line(Event event, Instant at, String thread) {
      var out = new StringWriter(512);
      try (JsonGenerator json = FACTORY.createGenerator(out)) {
        json.setPrettyPrinter(new PythonSpacing());
        json.writeStartObject();
        json.writeFieldName("data");
        data(event, json);
        json.writeFieldName("info");
        info(event, at, thread, json);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toString();
    }

    private void data(Event event, JsonGenerator json) throws IOException {
      var data = new TreeMap<String, Data>(event.data());
      event.node().ifPresent(node -> data.put("node_info", node.data()));
      json.writeStartObject();
      for (var field : data.entrySet()) {
        json.writeFieldName(field.getKey());
        DataJson.writeSorted(field.getValue(), json);
      }
      json.writeEndObject();
    }

    private void info(Event event, Instant at, String thread, JsonGenerator json)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("category", "");
      json.writeStringField("code", event.type().code());
      json.writeObjectFieldStart("extra");
      for (var field : new TreeMap<>(extra).entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      json.writeStringField("invocation_id", invocationId);
      json.writeStringField("level", event.level().word());
      json.writeStringField("msg", colours ? event.message() : event.plain());
      json.writeStringField("name", event.type().word());
      json.writeNumberField("pid", pid);
      json.writeStringField("thread", thread);
      json.writeStringField("ts", Timestamps.utc(at));
      json.writeEndObject();
    }
  }

  /// A space after each comma and colon, as Python writes JSON.
  final class PythonSpacing extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
