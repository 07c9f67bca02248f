package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;

/// `joiner(sep)`: nothing on the first call, the separator on every other.
final class Joiner extends HostValue {
  private static final Parameters CALL = Parameters.of("Joiner.__call__", "");

  private final Value separator;
  private boolean isUsed;

  Joiner(Value separator) {
    this.separator = separator;
  }

  @Override
  public String typeName() {
    return "Joiner";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.utils.Joiner";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    CALL.bind(arguments);
    Value result = isUsed ? separator : Str.EMPTY;
    isUsed = true;
    return result;
  }
}
