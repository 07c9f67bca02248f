package dev.bailey.jinja.value;

/// Under construction.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
final class Ordering {
  private Ordering() {}

  static boolean less(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static boolean lessEqual(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static boolean greater(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static boolean greaterEqual(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static int compare(Value a, Value b, Execution x) {
    throw Pending.body();
  }
}
