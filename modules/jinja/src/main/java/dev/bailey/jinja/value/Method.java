package dev.bailey.jinja.value;

/// A method of one of Python's types.
@FunctionalInterface
interface Method {
  /// @param self the value before the dot
  Value call(Value self, Arguments arguments, Execution x);
}
