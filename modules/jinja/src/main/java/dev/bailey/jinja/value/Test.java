package dev.bailey.jinja.value;

/// What stands behind `is` in a template.
@FunctionalInterface
public interface Test {
  /// @param input what stands before the `is`
  /// @param arguments what follows the name of the test
  boolean test(Value input, Arguments arguments, Execution x);
}
