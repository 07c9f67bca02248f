package dev.bailey.engine.run;

import dev.bailey.engine.context.ResponseValue;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the `results` that `on-run-end` sees.
final class ResultValue extends HostValue {
  private final NodeResult result;

  ResultValue(NodeResult result) {
    this.result = result;
  }

  static ListValue list(List<NodeResult> results) {
    return ListValue.copyOf(results.stream().map(ResultValue::new).toList());
  }

  @Override
  public String typeName() {
    return "RunResult";
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? attribute(name.value(), x) : null;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "node" -> new ObjectValue("Node", () -> Values.of(node()));
      case "unique_id" -> Str.of(result.uniqueId());
      case "status" -> Str.of(result.status().word());
      case "message" -> result.outcome().message().<Value>map(Str::of).orElse(None.NONE);
      case "execution_time" -> Float.of(result.time().toNanos() / 1e9);
      case "thread_id" -> Str.of(result.thread());
      case "failures" ->
          result.outcome().failures().isPresent()
              ? Int.of(result.outcome().failures().getAsLong())
              : None.NONE;
      case "adapter_response" -> response(x);
      case "timing" -> timing();
      case "to_dict" -> Builtin.free(name, (_, y) -> dict(y));
      default -> null;
    };
  }

  /// The node with its SQL, as far as it came.
  private Data.Dict node() {
    Data.Dict node = ManifestData.of(result.node());
    return result
        .outcome()
        .compiled()
        .map(compiled ->
            ManifestData.of(compiled.node())
                .with("compiled", Data.of(true))
                .with("compiled_code", Data.of(compiled.code())))
        .orElse(node);
  }

  private DictValue response(Execution x) {
    var dict = DictValue.empty();
    result
        .outcome()
        .response()
        .map(ResponseValue::new)
        .ifPresent(response -> {
          for (String key : List.of("_message", "code", "rows_affected", "query_id")) {
            Value value = response.attribute(key, x);
            if (value != null && !(value instanceof None)) {
              dict.put(key, value);
            }
          }
        });
    return dict;
  }

  private ListValue timing() {
    var list = ListValue.empty();
    for (NodeResult.Timing timing : result.timing()) {
      list.add(new ObjectValue("TimingInfo", () -> phase(timing)));
    }
    return list;
  }

  private static Value phase(NodeResult.Timing timing) {
    var dict = DictValue.empty();
    dict.put("name", Str.of(timing.name()));
    dict.put("started_at", Str.of(timing.startedAt().toString()));
    dict.put("completed_at", Str.of(timing.completedAt().toString()));
    return dict;
  }

  private DictValue dict(Execution x) {
    var dict = DictValue.empty();
    for (String key :
        List.of(
            "status",
            "timing",
            "thread_id",
            "execution_time",
            "adapter_response",
            "message",
            "failures",
            "unique_id",
            "node")) {
      Value value = attribute(key, x);
      dict.put(key, value == null ? None.NONE : plain(key, value));
    }
    return dict;
  }

  /// In a dictionary of everything there are dictionaries only.
  private Value plain(String key, Value value) {
    return switch (key) {
      case "node" -> Values.of(node());
      case "timing" -> ListValue.copyOf(result.timing().stream().map(ResultValue::phase).toList());
      default -> value;
    };
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("RunResult(status='" + result.status().word() + "', ");
    out.append("unique_id='" + result.uniqueId() + "')");
  }
}
