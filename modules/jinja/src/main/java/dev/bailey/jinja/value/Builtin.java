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
  private final String repr;
  private final FreeBody body;

  private Builtin(String name, String repr, FreeBody body) {
    this.name = name;
    this.repr = repr;
    this.body = body;
  }

  /// A function whose arguments are checked against `parameters`.
  public static Builtin of(Parameters parameters, Body body) {
    return free(parameters.function(), (arguments, x) -> body.call(parameters.bind(arguments), x));
  }

  /// A function that takes any arguments.
  public static Builtin free(String name, FreeBody body) {
    return new Builtin(name, "<built-in function " + name + ">", body);
  }

  /// This function as Python prints a class of that name.
  public Builtin asClass(String qualifiedName) {
    return new Builtin(name, "<class '" + qualifiedName + "'>", body);
  }

  /// This function as Python prints one that is written in Python.
  public Builtin asFunction(String pythonName) {
    return new Builtin(name, "<function " + pythonName + " at 0x%012x>", body);
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
    out.append(repr.endsWith("%012x>") ? repr.formatted(System.identityHashCode(this)) : repr);
  }
}
