package dev.bailey.jinja.code;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// A macro together with the context in which its names are looked up. Each call has a top level of
/// its own.
final class BoundMacro extends HostValue {
  private final Program program;
  private final int index;
  private final Context context;

  BoundMacro(Program program, int index, Context context) {
    this.program = program;
    this.index = index;
    this.context = context;
  }

  private MacroFunction function(Execution x) {
    return new MacroFunction(program.macro(index), program.definitions(context, x));
  }

  @Override
  public String typeName() {
    return "Macro";
  }

  @Override
  public String qualifiedTypeName() {
    return "jinja2.runtime.Macro";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    return function(x).call(arguments, x);
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return function(x).attribute(name, x);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<Macro '").append(program.macro(index).name()).append("'>");
  }
}
