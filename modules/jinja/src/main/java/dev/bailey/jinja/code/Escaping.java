package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Markup;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;

/// What the compiler knows about whether texts become HTML at some place of a template.
enum Escaping {
  OFF,
  ON,
  /// An `autoescape` around the place has an expression that only a rendering can evaluate. Jinja2
  /// prints constants there as it does outside of it.
  VARIABLE_IN_OFF,
  VARIABLE_IN_ON;

  static Escaping of(boolean isOn) {
    return isOn ? ON : OFF;
  }

  boolean isVariable() {
    return this == VARIABLE_IN_OFF || this == VARIABLE_IN_ON;
  }

  /// The same place inside an `autoescape` of which nothing is known.
  Escaping variable() {
    return escapesConstants() ? VARIABLE_IN_ON : VARIABLE_IN_OFF;
  }

  boolean escapesConstants() {
    return this == ON || this == VARIABLE_IN_ON;
  }

  boolean isOn(Execution x) {
    return switch (this) {
      case OFF -> false;
      case ON -> true;
      case VARIABLE_IN_OFF, VARIABLE_IN_ON -> x.escapes();
    };
  }

  /// The text that a block has captured, as the value that it becomes.
  Str captured(String text, Execution x) {
    return isOn(x) ? Str.markup(text) : Str.of(text);
  }

  /// A value as it is printed.
  Value printed(Value value, Execution x) {
    return isOn(x) ? Markup.escape(value, x) : value;
  }
}
