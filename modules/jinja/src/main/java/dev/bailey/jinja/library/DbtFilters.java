package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import java.util.Map;

/// The filters that dbt adds: in YAML they mark a text for native rendering, in SQL all but
/// `is_list` do nothing.
public final class DbtFilters {
  private DbtFilters() {}

  /// Those for SQL.
  public static Map<String, Filter> text() {
    return Map.of(
        "as_text", (value, a, x) -> value,
        "as_bool", (value, a, x) -> value,
        "as_native", (value, a, x) -> value,
        "as_number", (value, a, x) -> value,
        "is_list", isList());
  }

  /// Those for YAML values.
  public static Map<String, Filter> marks() {
    return Map.of(
        "as_text", mark(Str.Kind.TEXT),
        "as_bool", mark(Str.Kind.BOOL),
        "as_native", mark(Str.Kind.NATIVE),
        "as_number", mark(Str.Kind.NUMBER),
        "is_list", isList());
  }

  private static Filter mark(Str.Kind kind) {
    return (value, a, x) -> Str.of(Operations.str(value, x), kind);
  }

  private static Filter isList() {
    var parameters = Parameters.of("is_list", "");
    return (value, a, x) -> {
      parameters.bind(a);
      return Bool.of(value instanceof ListValue);
    };
  }
}
