package dev.bailey.jinja.value;

/// Under construction.
final class Sequences {
  private Sequences() {}

  static boolean contains(Value c, Value i, Execution x) {
    throw new UnsupportedOperationException();
  }

  static java.util.Iterator<Value> iterate(Value a, Execution x) {
    throw new UnsupportedOperationException();
  }

  static java.util.List<Value> items(Value a, Execution x) {
    throw new UnsupportedOperationException();
  }

  static java.util.List<Value> unpack(Value a, int count, Execution x) {
    throw new UnsupportedOperationException();
  }

  static long length(Value a, Execution x) {
    throw new UnsupportedOperationException();
  }

  static boolean isIterable(Value value) {
    throw new UnsupportedOperationException();
  }
}
