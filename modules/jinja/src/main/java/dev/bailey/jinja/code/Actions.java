package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The simple statements: printing, assigning, choosing.
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
final class Actions {
  private Actions() {}

  /// One after the other.
  record Sequence(Action[] actions) implements Action {
    @Override
    public int run(Frame f) {
      for (Action action : actions) {
        int next = action.run(f);
        if (next != NORMAL) {
          return next;
        }
      }
      return NORMAL;
    }
  }

  /// Nothing.
  record Nothing() implements Action {
    @Override
    public int run(Frame f) {
      return NORMAL;
    }
  }

  /// A fixed text.
  record Text(Str text) implements Action {
    @Override
    public int run(Frame f) {
      if (f.printed != null) {
        f.printed.add(text);
      } else {
        f.out.append(text.value());
      }
      return NORMAL;
    }
  }

  /// `{{ value }}` where texts become HTML.
  record PrintEscaped(Code value, Escaping escaping, Span span) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      Value result = value.eval(f);
      try {
        emit(escaping.printed(result, f.x), f);
      } catch (TemplateException e) {
        throw e.at(span);
      }
      return NORMAL;
    }

    private static void emit(Value result, Frame f) {
      if (f.printed != null) {
        f.printed.add(result);
      } else {
        result.writeStr(f.out);
      }
    }
  }

  /// `{% autoescape %}`. A jump out of the body leaves things as they are, as in Jinja2.
  record Autoescape(Code isOn, Action body, Span span) implements Action {
    @Override
    public int run(Frame f) {
      boolean before = f.names.escapes();
      f.escape(isOn.truth(f));
      int next = body.run(f);
      if (next == NORMAL) {
        f.escape(before);
      }
      return next;
    }
  }

  /// `{{ value }}`.
  record Print(Code value, Span span) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      Value result = value.eval(f);
      if (f.printed != null) {
        f.printed.add(result);
      } else if (result instanceof Str text) {
        f.out.append(text.value());
      } else {
        write(result, f);
      }
      return NORMAL;
    }

    private void write(Value result, Frame f) {
      try {
        result.writeStr(f.out);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// `{% do value %}`.
  record Do(Code value) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      value.eval(f);
      return NORMAL;
    }
  }

  /// `{% do return(value) %}` and `{{ return(value) }}`.
  record Return(ArgumentCodes arguments, Span span) implements Action {
    @Override
    public int run(Frame f) {
      try {
        f.returned = EarlyReturnFunction.value(arguments.eval(f));
      } catch (TemplateException e) {
        throw e.at(span);
      }
      return RETURN;
    }
  }

  /// `{% break %}` and `{% continue %}`.
  record Jump(int how) implements Action {
    @Override
    public int run(Frame f) {
      return how;
    }
  }

  record If(Code[] conditions, Action[] bodies, Action otherwise) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      for (int i = 0; i < conditions.length; i++) {
        if (conditions[i].truth(f)) {
          return bodies[i].run(f);
        }
      }
      return otherwise.run(f);
    }
  }

  record Set(Assign target, Code value) implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      target.check(f);
      target.assign(f, value.eval(f));
      return NORMAL;
    }
  }

  /// A body whose variables are its own.
  record Scoped(Boundary boundary, Action body) implements Action {
    @Override
    public int run(Frame f) {
      boundary.enter(f);
      int next = body.run(f);
      boundary.leave(f);
      return next;
    }
  }

  /// `{% with %}`: its variables are set after it was entered, from values of the scope around.
  record With(Boundary boundary, Assign[] targets, Code[] values, Action body) implements Action {
    @Override
    public int run(Frame f) {
      boundary.enter(f);
      for (int i = 0; i < targets.length; i++) {
        targets[i].assign(f, values[i].eval(f));
      }
      int next = body.run(f);
      boundary.leave(f);
      return next;
    }
  }

  /// `{% set x %}body{% endset %}`; the filters find the text in a slot.
  record SetBlock(
      Boundary boundary, Action body, int slot, Code text, Assign target, Escaping escaping)
      implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      boundary.enter(f);
      int next = capture(f, body, slot, escaping);
      if (next == NORMAL) {
        target.check(f);
        target.assign(f, text.eval(f));
      }
      boundary.leave(f);
      return next;
    }
  }

  /// `{% filter x %}body{% endfilter %}`; the filters find the text in a slot.
  record FilterBlock(
      Boundary boundary, Action body, int slot, Code text, Escaping escaping, Span span)
      implements Action {
    @Override
    public int run(Frame f) {
      f.step();
      boundary.enter(f);
      int next = capture(f, body, slot, escaping);
      if (next == NORMAL) {
        emit(text.eval(f), f, span);
      }
      boundary.leave(f);
      return next;
    }
  }

  /// Runs `body` with its text going to `slot` instead of the output.
  static int capture(Frame f, Action body, int slot, Escaping escaping) {
    TextBuilder out = f.out;
    @Nullable List<Value> printed = f.printed;
    @Nullable TemplateException flaw = f.flaw;
    f.out = TextBuilder.charged(f.x.meter());
    f.printed = null;
    f.flaw = null;
    try {
      int next = body.run(f);
      if (next == Action.NORMAL) {
        f.slots[slot] = escaping.captured(f.text(), f.x);
      }
      return next;
    } finally {
      f.out = out;
      f.printed = printed;
      f.flaw = flaw;
    }
  }

  /// Prints the result of a `call` or `filter` block, which Jinja2 joins to the text as it is: what
  /// is no string fails.
  static void emit(Value result, Frame f, Span span) {
    if (f.printed != null) {
      f.printed.add(result);
    } else if (result instanceof Str text) {
      f.out.append(text.value());
    } else if (f.flaw == null) {
      f.flaw =
          TemplateException.typeError(
                  "sequence item: expected str instance, "
                      + Operations.unqualified(result)
                      + " found")
              .at(span);
    }
  }
}
