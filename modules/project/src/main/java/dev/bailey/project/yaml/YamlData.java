package dev.bailey.project.yaml;

import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.List;

/// YAML nodes without their places.
public final class YamlData {
  private YamlData() {}

  /// The value of `node`.
  public static Data of(YamlNode node) {
    return of(node, text -> new Data.Text(text.value()));
  }

  /// The value of `node` with every text changed; keys stay as they are.
  public static Data of(YamlNode node, TextChange change) {
    return switch (node) {
      case YamlNode.Nothing _ -> Data.nothing();
      case YamlNode.Truth(_, boolean value) -> Data.of(value);
      case YamlNode.Whole(_, var value) -> new Data.Whole(value);
      case YamlNode.Real(_, double value) -> new Data.Real(value);
      case YamlNode.Date(_, var value) -> new Data.Date(value);
      case YamlNode.Moment(_, var value, var offset) -> new Data.Moment(value, offset);
      case YamlNode.Text text -> change.apply(text);
      case YamlNode.Sequence(_, List<YamlNode> items) ->
          new Data.Items(items.stream().map(item -> of(item, change)).toList());
      case YamlNode.Mapping mapping -> of(mapping, change);
    };
  }

  /// The dictionary of `mapping` with every text changed.
  public static Data.Dict of(YamlNode.Mapping mapping, TextChange change) {
    var entries = new LinkedHashMap<Data, Data>();
    for (YamlNode.Entry entry : mapping.entries()) {
      entries.put(of(entry.key()), of(entry.value(), change));
    }
    return new Data.Dict(entries);
  }

  /// The dictionary of `mapping`.
  public static Data.Dict of(YamlNode.Mapping mapping) {
    return of(mapping, text -> new Data.Text(text.value()));
  }

  /// What becomes of a text.
  @FunctionalInterface
  public interface TextChange {
    Data apply(YamlNode.Text text);
  }
}
