package dev.bailey.jinja.value;

/// Under construction.
final class Ordering {
  private Ordering() {}

  static boolean less(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static boolean lessEqual(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static boolean greater(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static boolean greaterEqual(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static int compare(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }
}
