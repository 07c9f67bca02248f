package dev.bailey.registry;

/// The value of a field of a connection or of credentials, as it may stand in a profile.
public sealed interface FieldValue {

  /// A text.
  record Text(String value) implements FieldValue {}

  /// A whole number.
  record Whole(long value) implements FieldValue {}

  /// Yes or no.
  record Flag(boolean value) implements FieldValue {}

  /// A text.
  static FieldValue of(String value) {
    return new Text(value);
  }

  /// A whole number.
  static FieldValue of(long value) {
    return new Whole(value);
  }

  /// Yes or no.
  static FieldValue of(boolean value) {
    return new Flag(value);
  }

  /// The value as people write it.
  default String text() {
    return switch (this) {
      case Text(String value) -> value;
      case Whole(long value) -> Long.toString(value);
      case Flag(boolean value) -> Boolean.toString(value);
    };
  }
}
