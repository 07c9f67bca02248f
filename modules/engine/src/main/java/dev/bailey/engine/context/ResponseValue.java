package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Response;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// What the warehouse said of a statement: dbt's `AdapterResponse`.
public final class ResponseValue extends HostValue {
  private final Response response;

  public ResponseValue(Response response) {
    this.response = response;
  }

  public Response response() {
    return response;
  }

  @Override
  public String typeName() {
    return "AdapterResponse";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "_message", "message" -> Str.of(response.message());
      case "code" -> orNone(response.code());
      case "rows_affected" ->
          response.count().isEmpty() ? None.NONE : Int.of(response.count().getAsLong());
      case "query_id" -> orNone(response.queryId());
      case "query" -> orNone(response.query());
      default -> null;
    };
  }

  private static Value orNone(String text) {
    return text.isEmpty() ? None.NONE : Str.of(text);
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(response.message());
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("AdapterResponse(_message=");
    Str.of(response.message()).writeRepr(out);
    out.append(", code=");
    orNone(response.code()).writeRepr(out);
    out.append(", rows_affected=");
    out.append(response.count().isEmpty() ? "None" : Long.toString(response.count().getAsLong()));
    out.append(", query_id=");
    orNone(response.queryId()).writeRepr(out);
    out.append(")");
  }
}
