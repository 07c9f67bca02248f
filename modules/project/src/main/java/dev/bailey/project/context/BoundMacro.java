package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import org.jspecify.annotations.Nullable;

/// A macro as one resource's templates call it.
final class BoundMacro extends HostValue {
  private final MacroCatalog.Entry macro;
  private final Names names;
  private final HostValue function;

  BoundMacro(MacroCatalog.Entry macro, Names names) {
    this.macro = macro;
    this.names = names;
    this.function = macro.compiled().bind(names);
  }

  @Override
  public String typeName() {
    return "MacroGenerator";
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public Value call(Arguments arguments, Execution x) {
    names.enter(macro.uniqueId());
    try {
      // dbt lets names be missing in what it parses, but not in the macros that this calls.
      return function.call(arguments, x.withUndefined(Undefined.Kind.LENIENT));
    } finally {
      names.leave();
    }
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return function.attribute(name, x);
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<macro ").append(macro.uniqueId()).append(">");
  }
}
