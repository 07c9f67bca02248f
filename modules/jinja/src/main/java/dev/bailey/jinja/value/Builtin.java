package dev.bailey.jinja.value;

/// A function of the engine itself, such as `range`.
public final class Builtin extends HostValue {
  /// What the function does.
  @FunctionalInterface
  public interface Body {
    Value call(Parameters.Bound arguments, Execution x);
  }

  /// What a function does that takes its arguments as they come.
  @FunctionalInterface
  public interface FreeBody {
    Value call(Arguments arguments, Execution x);
  }

  private final String name;
  private final FreeBody body;

  private Builtin(String name, FreeBody body) {
    this.name = name;
    this.body = body;
  }

  /// A function whose arguments are checked against `parameters`.
  public static Builtin of(Parameters parameters, Body body) {
    return new Builtin(
        parameters.function(), (arguments, x) -> body.call(parameters.bind(arguments), x));
  }

  /// A function that takes any arguments.
  public static Builtin free(String name, FreeBody body) {
    return new Builtin(name, body);
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return body.call(arguments, x);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<built-in function ").append(name).append(">");
  }
}
