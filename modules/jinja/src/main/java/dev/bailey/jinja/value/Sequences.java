package dev.bailey.jinja.value;

/// Under construction.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
final class Sequences {
  private Sequences() {}

  static boolean contains(Value c, Value i, Execution x) {
    throw Pending.body();
  }

  static java.util.Iterator<Value> iterate(Value a, Execution x) {
    throw Pending.body();
  }

  static java.util.List<Value> items(Value a, Execution x) {
    throw Pending.body();
  }

  static java.util.List<Value> unpack(Value a, int count, Execution x) {
    throw Pending.body();
  }

  static long length(Value a, Execution x) {
    throw Pending.body();
  }

  static boolean isIterable(Value value) {
    throw Pending.body();
  }
}
