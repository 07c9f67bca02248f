package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.Map;

/// What `keys()`, `values()` and `items()` of a dictionary give: a live view of it.
public final class DictView implements Value {
  /// Which part of the entries a view shows.
  public enum Part {
    KEYS,
    VALUES,
    ITEMS
  }

  private final DictValue dict;
  private final Part part;

  private DictView(DictValue dict, Part part) {
    this.dict = dict;
    this.part = part;
  }

  public static DictView of(DictValue dict, Part part) {
    return new DictView(dict, part);
  }

  public DictValue dict() {
    return dict;
  }

  public Part part() {
    return part;
  }

  public int size() {
    return dict.size();
  }

  /// Whether it behaves like a set: values can repeat, so theirs does not.
  public boolean isSetLike() {
    return part != Part.VALUES;
  }

  /// The keys, the values or (key, value) tuples in order.
  public Iterator<Value> iterator() {
    return switch (part) {
      case KEYS -> dict.entries().keySet().iterator();
      case VALUES -> dict.entries().values().iterator();
      case ITEMS -> pairs(dict.entries().entrySet().iterator());
    };
  }

  private static Iterator<Value> pairs(Iterator<Map.Entry<Value, Value>> entries) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Value next() {
        var entry = entries.next();
        return TupleValue.of(entry.getKey(), entry.getValue());
      }
    };
  }

  @Override
  public String typeName() {
    return switch (part) {
      case KEYS -> "dict_keys";
      case VALUES -> "dict_values";
      case ITEMS -> "dict_items";
    };
  }

  @Override
  public boolean truth() {
    return dict.truth();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (!out.enter(this)) {
      out.append("...");
      return;
    }
    out.append(typeName()).append("([");
    Printing.items(this::iterator, out);
    out.append("])");
    out.leave();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    if (isSetLike()) {
      throw TemplateException.typeError("unhashable type: '" + typeName() + "'");
    }
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return repr();
  }
}
