package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a properties file says of one resource.
///
/// @param file the properties file
/// @param section such as `models`
/// @param node as written, with its places
/// @param written the same without places
/// @param rendered the same rendered, except what is rendered later: descriptions, tests, hooks
record Patch(
    PropertiesFile file,
    String section,
    String name,
    YamlNode.Mapping node,
    Data.Dict written,
    Data.Dict rendered) {

  /// Keys outside of `config` that mean the same inside.
  private static final List<String> MOVED = List.of("meta", "docs", "group", "contract", "access");

  /// Where the resource is named.
  Span at() {
    return node.find("name").map(YamlNode::span).orElse(node.span());
  }

  String patchPath() {
    return file.packageFiles().name() + "://" + file.path();
  }

  /// The config that it sets, rendered.
  Data.Dict config() {
    Map<Data, Data> merged = new LinkedHashMap<>();
    for (String key : MOVED) {
      rendered.find(key).ifPresent(value -> merged.put(Data.of(key), value));
    }
    merged.putAll(rendered.dict("config").entries());
    return new Data.Dict(merged);
  }

  static List<Data.Dict> dicts(Data.Dict from, String key) {
    return from.find(key).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)
        ? items.stream().filter(Data.Dict.class::isInstance).map(Data.Dict.class::cast).toList()
        : List.of();
  }

  static Optional<String> text(Data.Dict from, String key) {
    return from.present(key).map(dev.bailey.project.yaml.PythonText::str);
  }

  static List<String> texts(Data.Dict from, String key) {
    return switch (from.find(key).orElse(Data.nothing())) {
      case Data.Nothing _ -> List.of();
      case Data.Items(List<Data> items) ->
          items.stream().map(dev.bailey.project.yaml.PythonText::str).toList();
      case Data one -> List.of(dev.bailey.project.yaml.PythonText.str(one));
    };
  }
}
