package dev.bailey.jinja.value;

import java.util.List;
import java.util.Map;

/// The arguments of a call, star arguments already spread. Both parts are read only; `named` keeps
/// the order of the call.
public record Arguments(List<Value> positional, Map<String, Value> named) {
  private static final Arguments NONE = new Arguments(List.of(), Map.of());

  /// No arguments.
  public static Arguments none() {
    return NONE;
  }

  public static Arguments of(Value only) {
    return new Arguments(List.of(only), Map.of());
  }

  public static Arguments of(Value... positional) {
    return new Arguments(List.of(positional), Map.of());
  }

  public static Arguments of(List<Value> positional) {
    return positional.isEmpty() ? NONE : new Arguments(positional, Map.of());
  }

  public int count() {
    return positional.size();
  }

  public Value at(int index) {
    return positional.get(index);
  }

  public boolean isEmpty() {
    return positional.isEmpty() && named.isEmpty();
  }
}
