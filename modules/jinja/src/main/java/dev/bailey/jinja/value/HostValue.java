package dev.bailey.jinja.value;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The only way to hand a template something other than Python's own values: macros, `loop`,
/// namespaces, dbt's relations, adapters and functions. A subclass overrides what its value can do;
/// everything else is refused with Python's words.
public abstract non-sealed class HostValue implements Value {
  @Override
  public abstract String typeName();

  /// The attribute of that name, or null when there is none (the template then tries the item, and
  /// finds Undefined).
  public @Nullable Value attribute(String name, Execution x) {
    return null;
  }

  /// The names of its attributes, as far as it can tell; only used to suggest the one that was
  /// meant.
  public Collection<String> attributeNames() {
    return List.of();
  }

  /// The item at `key`, or null when there is none or it has no items at all.
  public @Nullable Value item(Value key, Execution x) {
    return null;
  }

  /// The items from `start` to `stop`, or null when this value has no slices.
  ///
  /// @param start, stop, step None where the template says nothing
  public @Nullable Value slice(Value start, Value stop, Value step, Execution x) {
    return null;
  }

  /// Calls a method: the same as calling the attribute, for those who can do without the object in
  /// between.
  public Value callMethod(String name, Arguments arguments, Execution x) {
    Value method = attribute(name, x);
    if (method == null) {
      method = item(Str.of(name), x);
    }
    return Operations.call(method == null ? x.undefined(this, Str.of(name)) : method, arguments, x);
  }

  public Value call(Arguments arguments, Execution x) {
    throw TemplateException.typeError("'" + typeName() + "' object is not callable");
  }

  public boolean isCallable() {
    return false;
  }

  public Iterator<Value> iterate(Execution x) {
    throw TemplateException.typeError("'" + typeName() + "' object is not iterable");
  }

  public boolean isIterable() {
    return false;
  }

  /// The plain value that this one stands for where only Python's own types count, such as in JSON;
  /// null when there is none.
  public @Nullable Value plain(Execution x) {
    return null;
  }

  /// Whether its text is HTML that needs no escaping.
  public boolean isMarkup() {
    return false;
  }

  /// Whether the test `mapping` holds.
  public boolean isMapping() {
    return false;
  }

  /// Whether the test `sequence` holds: it has a length and items.
  public boolean isSequence() {
    return false;
  }

  public long length(Execution x) {
    throw TemplateException.typeError("object of type '" + typeName() + "' has no len()");
  }

  public boolean contains(Value item, Execution x) {
    if (!isIterable()) {
      throw TemplateException.typeError("argument of type '" + typeName() + "' is not iterable");
    }
    for (var items = iterate(x); items.hasNext(); ) {
      x.meter().step();
      if (items.next().equals(item)) {
        return true;
      }
    }
    return false;
  }

  /// The result of `this OP other`, or null when this type does not know how.
  ///
  /// @param operator as written, such as `+`
  public @Nullable Value binary(String operator, Value other, Execution x) {
    return null;
  }

  /// The result of `other OP this` when `other` does not know how, or null.
  public @Nullable Value reflected(String operator, Value other, Execution x) {
    return null;
  }

  /// The name by which Jinja2 speaks of the type in `'... object' has no attribute`.
  public String qualifiedTypeName() {
    return typeName();
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<").append(qualifiedTypeName()).append(" object at 0x");
    out.append("%012x>".formatted(System.identityHashCode(this)));
  }

  /// The same object, unless the subclass knows better.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return repr();
  }
}
