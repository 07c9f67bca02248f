package dev.bailey.engine.event;

import dev.bailey.project.manifest.Data;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One thing that dbt says. Time, thread and invocation are added by whoever writes it down.
///
/// @param message the text for people, with ANSI colours where dbt has them; see [#plain]
/// @param data what programs read, by dbt's names, without `node_info`
/// @param node what it is about
public record Event(
    EventType type, Level level, String message, Map<String, Data> data, Optional<NodeInfo> node) {
  public Event {
    data = Map.copyOf(data);
  }

  static Event of(EventType type, String message, Map<String, Data> data) {
    return new Event(type, type.level(), message, data, Optional.empty());
  }

  Event at(Level other) {
    return new Event(type, other, message, data, node);
  }

  /// The same, about a node.
  public Event about(NodeInfo info) {
    return new Event(type, level, message, data, Optional.of(info));
  }

  /// The same with every text changed, in the message and in the data.
  public Event with(UnaryOperator<String> change) {
    var changed = new HashMap<String, Data>();
    data.forEach((key, value) -> changed.put(key, changed(value, change)));
    return new Event(type, level, change.apply(message), changed, node);
  }

  private static Data changed(Data value, UnaryOperator<String> change) {
    return switch (value) {
      case Data.Text(String text) -> Data.of(change.apply(text));
      case Data.Items(List<Data> items) ->
          new Data.Items(items.stream().map(item -> changed(item, change)).toList());
      default -> value;
    };
  }

  /// Whether it only separates others on a terminal.
  public boolean isBlank() {
    return type == EventType.FORMATTING && message.isEmpty();
  }

  /// The message without colours.
  public String plain() {
    return Colour.strip(message);
  }
}
