package dev.bailey.jinja.value;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Python's `set`. Integers are walked in CPython's order, all else in order of insertion, so that
/// a rendering is reproducible (CPython's order of texts depends on a random seed). Mutable, and
/// owned by one rendering.
public final class SetValue implements Value {
  private final Set<Value> items;

  private SetValue(Set<Value> items) {
    this.items = items;
  }

  public static SetValue empty() {
    return new SetValue(new LinkedHashSet<>());
  }

  /// A new set of `items`; TypeError when one cannot be hashed.
  public static SetValue copyOf(Collection<? extends Value> items) {
    return new SetValue(new LinkedHashSet<>(items));
  }

  /// The live items.
  public Set<Value> items() {
    return items;
  }

  /// The items in the order in which a template meets them.
  public Collection<Value> ordered() {
    return SetOrder.of(items);
  }

  /// Whether `item` is in the set; TypeError when it cannot be hashed, which another set can here.
  boolean contains(Value item) {
    if (!(item instanceof SetValue)) {
      Operations.hash(item);
    }
    return item instanceof SetValue other
        ? items.stream().anyMatch(other::equals)
        : items.contains(item);
  }

  public int size() {
    return items.size();
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public boolean truth() {
    return !items.isEmpty();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (items.isEmpty()) {
      out.append("set()");
      return;
    }
    if (!out.enter(this)) {
      out.append("set(...)");
      return;
    }
    out.append('{');
    Printing.items(ordered(), out);
    out.append('}');
    out.leave();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    throw TemplateException.typeError("unhashable type: 'set'");
  }

  @Override
  public String toString() {
    return repr();
  }
}
