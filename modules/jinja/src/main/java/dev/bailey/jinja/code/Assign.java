package dev.bailey.jinja.code;

import dev.bailey.jinja.library.Namespace;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.List;

/// The left side of an assignment, compiled.
@SuppressWarnings("ArrayRecordComponent") // nobody compares codes, and arrays are fast to walk
interface Assign {
  void assign(Frame f, Value value);

  /// Fails when this cannot be assigned to, before the value is computed.
  default void check(Frame f) {}

  /// A variable.
  record ToSlot(int slot) implements Assign {
    @Override
    public void assign(Frame f, Value value) {
      f.slots[slot] = value;
    }
  }

  /// A variable of the top level.
  ///
  /// @param isExported whether templates that import this one see it
  record ToTop(int slot, String name, boolean isExported) implements Assign {
    @Override
    public void assign(Frame f, Value value) {
      f.slots[slot] = value;
      f.names.set(name, value, isExported);
    }
  }

  /// Several variables, for the items of the value.
  record ToTuple(Assign[] items, Span span) implements Assign {
    @Override
    public void assign(Frame f, Value value) {
      List<Value> values;
      try {
        values = Operations.unpack(value, items.length, f.x);
      } catch (TemplateException e) {
        throw e.at(span);
      }
      for (int i = 0; i < items.length; i++) {
        items[i].assign(f, values.get(i));
      }
    }

    @Override
    public void check(Frame f) {
      for (Assign item : items) {
        item.check(f);
      }
    }
  }

  /// An attribute of a namespace.
  record ToNamespace(Code namespace, String attribute, Span span) implements Assign {
    @Override
    public void assign(Frame f, Value value) {
      namespace(f).set(attribute, value, f.x);
    }

    @Override
    public void check(Frame f) {
      namespace(f);
    }

    private Namespace namespace(Frame f) {
      if (namespace.eval(f) instanceof Namespace found) {
        return found;
      }
      throw TemplateException.of(
              "TemplateRuntimeError", "cannot assign attribute on non-namespace object")
          .at(span);
    }
  }
}
