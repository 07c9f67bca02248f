package dev.bailey.jinja.value;

/// What stands behind a `|` in a template.
@FunctionalInterface
public interface Filter {
  /// @param input what stands before the `|`
  /// @param arguments what stands in its parentheses
  Value apply(Value input, Arguments arguments, Execution x);
}
