package dev.bailey.jinja.value;

/// Under construction.
final class Attributes {
  private Attributes() {}

  static Value attribute(Value a, String name, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value item(Value a, Value b, Execution x) {
    throw new UnsupportedOperationException();
  }

  static Value callMethod(Value a, String b, Arguments c, Execution x) {
    throw new UnsupportedOperationException();
  }
}
