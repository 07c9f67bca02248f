package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Python's `list`. Mutable, and owned by one rendering: not safe for several threads, unless it is
/// shared.
public final class ListValue implements Value {
  private List<Value> items;

  private ListValue(List<Value> items) {
    this.items = items;
  }

  /// A new empty list.
  public static ListValue empty() {
    return new ListValue(new ArrayList<>());
  }

  /// A new list of these items.
  public static ListValue of(Value... items) {
    return new ListValue(new ArrayList<>(List.of(items)));
  }

  /// A new list with a copy of `items`.
  public static ListValue copyOf(Collection<? extends Value> items) {
    return new ListValue(new ArrayList<>(items));
  }

  /// A new list around `items`, which the caller gives away.
  static ListValue around(List<Value> items) {
    return new ListValue(items);
  }

  /// Makes it, and everything in it, fit for several threads. Only whoever owns it may do so.
  void share() {
    if (!(items instanceof SharedItems)) {
      items = new SharedItems(items);
    }
  }

  /// The live items: changes show in the template.
  public List<Value> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public Value at(int index) {
    return items.get(index);
  }

  public void add(Value item) {
    items.add(item);
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public boolean truth() {
    return !items.isEmpty();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    if (!out.enter(this)) {
      out.append("[...]");
      return;
    }
    out.append('[');
    Printing.items(items, out);
    out.append(']');
    out.leave();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that && Comparison.equal(this, that);
  }

  @Override
  public int hashCode() {
    throw TemplateException.typeError("unhashable type: 'list'");
  }

  @Override
  public String toString() {
    return repr();
  }
}
