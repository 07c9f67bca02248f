package dev.bailey.jinja.value;

/// Under construction.
final class Arithmetic {
  private Arithmetic() {}

  static Value add(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value subtract(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value multiply(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value divide(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value floorDivide(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value modulo(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value power(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value negate(Value a, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value positive(Value a, Execution x) {
    throw new UnsupportedOperationException();
  }
}
