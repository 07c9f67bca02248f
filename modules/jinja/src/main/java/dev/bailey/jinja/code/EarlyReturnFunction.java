package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;

/// The function that ends a macro, as a value: for templates that reach it other than by its name.
/// Calls by name are compiled and never come here.
public final class EarlyReturnFunction extends HostValue {
  private static final Parameters PARAMETERS = Parameters.of("_return", "data");

  private final String name;

  public EarlyReturnFunction(String name) {
    this.name = name;
  }

  static Value value(Arguments arguments) {
    return PARAMETERS.bind(arguments).get(0);
  }

  @Override
  public String typeName() {
    return "function";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    throw new ReturnSignal(value(arguments));
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<function ").append(name).append(">");
  }
}
