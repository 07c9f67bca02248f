package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import org.jspecify.annotations.Nullable;

/// Defining macros, and calling them with a block.
final class MacroActions {
  private MacroActions() {}

  /// `{% macro %}`.
  record Define(MacroCode code, Assign target) implements Action {
    @Override
    public int run(Frame f) {
      target.assign(f, new MacroFunction(code, f));
      return NORMAL;
    }
  }

  /// `{% call %}`: `method` is the name behind the dot of `callee.method(...)`, or null.
  record CallBlock(
      MacroCode caller, Code callee, @Nullable String method, ArgumentCodes arguments, Span span)
      implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      Actions.emit(call(f), f, span);
      return NORMAL;
    }

    private Value call(Frame f) {
      try {
        Value target = callee.eval(f);
        Arguments values = arguments.evalWith("caller", new MacroFunction(caller, f), f);
        return method == null
            ? Operations.call(target, values, f.x)
            : Operations.callMethod(target, method, values, f.x);
      } catch (TemplateException e) {
        throw e.at(span).calledAt(span);
      }
    }
  }
}
