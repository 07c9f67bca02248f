package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import org.jspecify.annotations.Nullable;

/// Attributes, items and slices.
final class Accesses {
  private Accesses() {}

  record Attribute(Code target, String name, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        return Operations.attribute(Calls.used(target, f), name, f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  record Item(Code target, Code key, Span span) implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        return Operations.item(Calls.used(target, f), key.eval(f), f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
    }
  }

  /// A part that is left out is null.
  record Slice(
      Code target, @Nullable Code start, @Nullable Code stop, @Nullable Code step, Span span)
      implements Code {
    @Override
    public Value eval(Frame f) {
      try {
        Value value = target.eval(f);
        return Operations.slice(value, part(start, f), part(stop, f), part(step, f), f.x);
      } catch (TemplateException e) {
        // Jinja2 looks constants up as a template does, and finds nothing where Python complains.
        if (f.isFolding && e.is("TypeError")) {
          return f.x.undefinedBecause(e.text());
        }
        throw e.at(span);
      }
    }

    private static @Nullable Value part(@Nullable Code code, Frame f) {
      return code == null ? null : code.eval(f);
    }
  }
}
