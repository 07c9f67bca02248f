package dev.bailey.jinja.value;

/// Under construction.
@SuppressWarnings("DoNotCallSuggester") // bodies follow
final class Attributes {
  private Attributes() {}

  static Value attribute(Value a, String name, Execution x) {
    throw Pending.body();
  }

  static Value item(Value a, Value b, Execution x) {
    throw Pending.body();
  }

  static Value callMethod(Value a, String b, Arguments c, Execution x) {
    throw Pending.body();
  }
}
