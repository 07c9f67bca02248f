package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's built-in functions that hosts offer to templates under names of their own.
public final class PythonFunctions {
  private PythonFunctions() {}

  /// `set(iterable)`; TypeError when it has no items or one cannot be hashed.
  public static SetValue set(Value iterable, Execution x) {
    var set = SetValue.empty();
    for (var items = Operations.iterate(iterable, x); items.hasNext(); ) {
      x.meter().step();
      x.meter().items(1);
      set.items().add(items.next());
    }
    return set;
  }

  /// `zip(a, b, ...)`; TypeError when one of them has no items.
  public static IteratorValue zip(List<Value> iterables, Execution x) {
    var sources = new ArrayList<Iterator<Value>>();
    for (int i = 0; i < iterables.size(); i++) {
      Value iterable = iterables.get(i);
      if (!Operations.isIterable(iterable)) {
        throw TemplateException.typeError("'" + iterable.typeName() + "' object is not iterable");
      }
      sources.add(Operations.iterate(iterable, x));
    }
    return Lazy.iterator("zip", () -> row(sources, x));
  }

  private static @Nullable Value row(List<Iterator<Value>> sources, Execution x) {
    x.meter().step();
    x.meter().items(sources.size());
    var row = new ArrayList<Value>(sources.size());
    for (Iterator<Value> source : sources) {
      if (!source.hasNext()) {
        return null;
      }
      row.add(source.next());
    }
    return row.isEmpty() ? null : TupleValue.copyOf(row);
  }
}
