package dev.bailey.jinja.value;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's `tuple`.
public final class TupleValue implements Value {
  /// `()`.
  public static final TupleValue EMPTY = new TupleValue(List.of());

  private final List<Value> items;
  private @Nullable Integer hash;

  private TupleValue(List<Value> items) {
    this.items = items;
  }

  public static TupleValue of(Value... items) {
    return items.length == 0 ? EMPTY : new TupleValue(List.of(items));
  }

  /// A tuple with a copy of `items`.
  public static TupleValue copyOf(Collection<? extends Value> items) {
    return items.isEmpty() ? EMPTY : new TupleValue(List.copyOf(items));
  }

  /// The items, which nobody can change.
  public List<Value> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public Value at(int index) {
    return items.get(index);
  }

  @Override
  public String typeName() {
    return "tuple";
  }

  @Override
  public boolean truth() {
    return !items.isEmpty();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (!out.enter(this)) {
      out.append("(...)");
      return;
    }
    out.append('(');
    Printing.items(items, out);
    out.append(items.size() == 1 ? ",)" : ")");
    out.leave();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    return hash(0);
  }

  /// Whether all that it holds can be hashed.
  boolean isHashable() {
    try {
      hash(0);
      return true;
    } catch (TemplateException _) {
      return false;
    }
  }

  /// Kept, because a tuple may occur in another again and again.
  private int hash(int depth) {
    if (depth > TextBuilder.MAX_NESTING) {
      throw Descent.tooDeep();
    }
    Integer known = hash;
    if (known == null) {
      int sum = 1;
      for (Value item : items) {
        sum =
            31 * sum + (item instanceof TupleValue tuple ? tuple.hash(depth + 1) : item.hashCode());
      }
      known = sum;
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return repr();
  }
}
