package dev.bailey.project.parse;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The keys of a dictionary as dbt writes it: what a user leaves out is filled in, what dbt does
/// not know is left out.
final class Shape {
  private final Map<String, Key> keys;

  private record Key(Data fallback, UnaryOperator<Data> form) {}

  private Shape(Map<String, Key> keys) {
    this.keys = keys;
  }

  static Shape empty() {
    return new Shape(Map.of());
  }

  /// With keys that are null unless they are said.
  Shape with(String... names) {
    Shape shape = this;
    for (String name : names) {
      shape = shape.with(name, Data.nothing(), value -> value);
    }
    return shape;
  }

  /// With a key that is `fallback` unless it is said.
  Shape with(String name, Data fallback) {
    return with(name, fallback, value -> value);
  }

  /// With a key whose value, when it is said, is brought into a form.
  Shape with(String name, Data fallback, UnaryOperator<Data> form) {
    var more = new LinkedHashMap<>(keys);
    more.put(name, new Key(fallback, form));
    return new Shape(more);
  }

  Data.Dict fill(Data.Dict said) {
    var filled = new LinkedHashMap<String, Data>();
    keys.forEach(
        (name, key) -> filled.put(name, said.present(name).map(key.form()).orElse(key.fallback())));
    return Data.dict(filled);
  }

  /// A dictionary of this shape.
  Data one(Data said) {
    return said instanceof Data.Dict dict ? fill(dict) : said;
  }

  /// A list of dictionaries of this shape.
  Data each(Data said) {
    return said instanceof Data.Items(List<Data> items)
        ? new Data.Items(items.stream().map(this::one).toList())
        : said;
  }

  /// A value as text.
  static Data text(Data said) {
    return Data.of(PythonText.str(said));
  }
}
