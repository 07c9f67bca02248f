package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A macro that can be called: its code and the variables around its definition.
final class MacroFunction extends HostValue {
  private final MacroCode code;
  private final Frame outer;

  MacroFunction(MacroCode code, Frame outer) {
    this.code = code;
    this.outer = outer;
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
    // A block that is handed to a macro is still part of the template it stands in.
    Execution own = code.isCaller() ? outer.x : x;
    boolean outside = own.escapes();
    own.meter().enter();
    own.escape(outer.names.escapes());
    try {
      return code.run(outer, arguments, own, outside);
    } catch (ReturnSignal signal) {
      if (code.isCaller()) {
        throw signal;
      }
      return signal.value();
    } catch (TemplateException e) {
      throw e.calledFrom(new TemplateException.Call(code.name(), Optional.empty()));
    } catch (StackOverflowError _) {
      // Nesting of calls times nesting of expressions can beat any count of either.
      throw TemplateException.of("RecursionError", "maximum recursion depth exceeded");
    } finally {
      own.escape(outside);
      own.meter().leave();
    }
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "name" -> code.isCaller() ? None.NONE : Str.of(code.name());
      case "arguments" -> TupleValue.copyOf(code.parameterNames().stream().map(Str::of).toList());
      case "catch_kwargs" -> Bool.of(code.specials().kwargs() >= 0);
      case "catch_varargs" -> Bool.of(code.specials().varargs() >= 0);
      case "caller" -> Bool.of(code.specials().takesCaller());
      default -> null;
    };
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (code.isCaller()) {
      out.append("<Macro anonymous>");
      return;
    }
    out.append("<Macro ");
    Str.of(code.name()).writeRepr(out);
    out.append('>');
  }
}
