package dev.bailey.project.yaml;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Span;
import java.util.List;

/// Values as YAML nodes: the way back from [YamlData].
public final class YamlNodes {
  private YamlNodes() {}

  /// @param at the place that all of it gets
  public static YamlNode of(Data value, Span at) {
    return switch (value) {
      case Data.Nothing() -> new YamlNode.Nothing(at);
      case Data.Truth(boolean truth) -> new YamlNode.Truth(at, truth);
      case Data.Whole(var number) -> new YamlNode.Whole(at, number);
      case Data.Real(double number) -> new YamlNode.Real(at, number);
      case Data.Text(String text) -> new YamlNode.Text(at, text);
      case Data.Date(var date) -> new YamlNode.Date(at, date);
      case Data.Moment(var moment, var offset) -> new YamlNode.Moment(at, moment, offset);
      case Data.Items(List<Data> items) ->
          new YamlNode.Sequence(at, items.stream().map(item -> of(item, at)).toList());
      case Data.Dict(var entries) ->
          new YamlNode.Mapping(
              at,
              entries.entrySet().stream()
                  .map(
                      entry -> new YamlNode.Entry(of(entry.getKey(), at), of(entry.getValue(), at)))
                  .toList());
    };
  }
}
