package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Value;

/// An early return on its way out of the expressions and blocks inside a macro. The innermost macro
/// that is being run catches it; it has no stack trace and costs little more than the value.
final class ReturnSignal extends RuntimeException {
  private final transient Value value;

  ReturnSignal(Value value) {
    super(null, null, false, false);
    this.value = value;
  }

  Value value() {
    return value;
  }
}
