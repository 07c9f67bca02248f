package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Test;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;

/// Calls, filters and tests.
final class Calls {
  private Calls() {}

  /// `callee(arguments)`.
  record Call(Code callee, ArgumentCodes arguments, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        Value function = callee.eval(f);
        Arguments values = arguments.eval(f);
        if (function instanceof Undefined undefined && undefined.kind() != Undefined.Kind.CAPTURE) {
          throw unknown(undefined, f);
        }
        return Operations.call(function, values, f.x);
      } catch (TemplateException e) {
        throw e.at(span).calledAt(span);
      }
    }
  }

  /// `target.name(arguments)`.
  record MethodCall(Code target, String name, ArgumentCodes arguments, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        Value object = used(target, f);
        return Operations.callMethod(object, name, arguments.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span).calledAt(span);
      }
    }
  }

  /// `return(value)` in the middle of an expression, where only an exception leads out.
  record EarlyReturn(ArgumentCodes arguments, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        throw new ReturnSignal(EarlyReturnFunction.value(arguments.eval(f)));
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  record FilterCall(Filter filter, Code input, ArgumentCodes arguments, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        f.step();
        return filter.apply(input.eval(f), arguments.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span).calledAt(span);
      }
    }
  }

  record TestCall(Test test, Code input, ArgumentCodes arguments, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      return Bool.of(truth(f));
    }

    @Override
    public boolean truth(Frame f) {
      try {
        return test.test(input.eval(f), arguments.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// A filter or test that does not exist, on a branch that may never run.
  record Missing(String message, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      throw TemplateException.of("TemplateRuntimeError", message).at(span);
    }
  }

  /// The value of which an attribute, an item or a method is asked for.
  static Value used(Code target, Frame f) {
    Value value = target.eval(f);
    if (value instanceof Undefined undefined && undefined.refusesUse()) {
      throw unknown(undefined, f);
    }
    return value;
  }

  private static TemplateException unknown(Undefined undefined, Frame f) {
    TemplateException error = undefined.error();
    String name = undefined.unknownName();
    return name == null
        ? error
        : TemplateException.of(
            error.type(), error.text() + Spelling.sentence(name, f.names.names()));
  }
}
