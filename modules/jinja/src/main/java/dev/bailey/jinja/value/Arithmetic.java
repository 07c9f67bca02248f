package dev.bailey.jinja.value;

/// Under construction.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
final class Arithmetic {
  private Arithmetic() {}

  static Value add(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value subtract(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value multiply(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value divide(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value floorDivide(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value modulo(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value power(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value negate(Value a, Execution x) {
    throw Pending.body();
  }

  static Value positive(Value a, Execution x) {
    throw Pending.body();
  }
}
