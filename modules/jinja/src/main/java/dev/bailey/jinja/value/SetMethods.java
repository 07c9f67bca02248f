package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods of `set`, and of the views that behave like one.
final class SetMethods {
  static final Map<String, Method> OF_VIEWS =
      Map.ofEntries(entry("isdisjoint", SetMethods::isdisjoint));

  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("add", SetMethods::add),
          entry("remove", SetMethods::remove),
          entry("discard", SetMethods::discard),
          entry("pop", SetMethods::pop),
          entry("clear", SetMethods::clear),
          entry("copy", SetMethods::copy),
          entry("update", SetMethods::update),
          entry("union", SetMethods::union),
          entry("intersection", SetMethods::intersection),
          entry("difference", SetMethods::difference),
          entry("symmetric_difference", SetMethods::symmetricDifference),
          entry("intersection_update", inPlace(SetMethods::intersection)),
          entry("difference_update", inPlace(SetMethods::difference)),
          entry("symmetric_difference_update", inPlace(SetMethods::symmetricDifference)),
          entry("issubset", SetMethods::issubset),
          entry("issuperset", SetMethods::issuperset),
          entry("isdisjoint", SetMethods::isdisjoint));

  private SetMethods() {}

  private static Set<Value> items(Value self) {
    Set<Value> items = Comparison.setOf(self);
    if (items == null) {
      throw new IllegalArgumentException("not a set: " + self.typeName());
    }
    return items;
  }

  /// `a - b` of sets, or null when they are none.
  static @Nullable Value difference(Value a, Value b, Execution x) {
    Set<Value> mine = Comparison.setOf(a);
    Set<Value> others = Comparison.setOf(b);
    boolean isWithView = a instanceof DictView v && v.isSetLike();
    isWithView |= b instanceof DictView v && v.isSetLike();
    if (isWithView && mine == null && Operations.isIterable(a)) {
      mine = setOf(a, x);
    }
    if (mine == null || (others == null && !isWithView)) {
      return null;
    }
    x.meter().items(mine.size());
    var rest = SetValue.copyOf(mine);
    rest.items().removeAll(others != null ? others : setOf(b, x));
    return rest;
  }

  /// A new set of the items of `value`.
  private static Set<Value> setOf(Value value, Execution x) {
    var set = SetValue.empty().items();
    for (var items = Operations.iterate(value, x); items.hasNext(); ) {
      x.meter().step();
      x.meter().items(1);
      set.add(items.next());
    }
    return set;
  }

  private static Value add(Value self, Arguments a, Execution x) {
    Value item = Args.one("set", "add", a);
    x.meter().items(1);
    items(self).add(item);
    return None.NONE;
  }

  private static Value remove(Value self, Arguments a, Execution x) {
    Value item = Args.one("set", "remove", a);
    if (!items(self).remove(item)) {
      throw TemplateException.of("KeyError", Operations.repr(item, x));
    }
    return None.NONE;
  }

  private static Value discard(Value self, Arguments a, Execution x) {
    items(self).remove(Args.one("set", "discard", a));
    return None.NONE;
  }

  private static Value pop(Value self, Arguments a, Execution x) {
    Args.none("set", "pop", a);
    var items = items(self).iterator();
    if (!items.hasNext()) {
      throw TemplateException.of("KeyError", "'pop from an empty set'");
    }
    Value first = items.next();
    items.remove();
    return first;
  }

  private static Value clear(Value self, Arguments a, Execution x) {
    Args.none("set", "clear", a);
    items(self).clear();
    return None.NONE;
  }

  private static SetValue copy(Value self, Arguments a, Execution x) {
    Args.none("set", "copy", a);
    return copy(self, x);
  }

  private static SetValue copy(Value self, Execution x) {
    x.meter().items(items(self).size());
    return SetValue.copyOf(items(self));
  }

  private static Value update(Value self, Arguments a, Execution x) {
    for (Value other : a.positional()) {
      items(self).addAll(setOf(other, x));
    }
    return None.NONE;
  }

  private static Value union(Value self, Arguments a, Execution x) {
    var result = copy(self, x);
    update(result, a, x);
    return result;
  }

  private static SetValue intersection(Value self, Arguments a, Execution x) {
    var result = copy(self, x);
    for (Value other : a.positional()) {
      result.items().retainAll(setOf(other, x));
    }
    return result;
  }

  private static SetValue difference(Value self, Arguments a, Execution x) {
    var result = copy(self, x);
    for (Value other : a.positional()) {
      // One by one: removeAll would ask the other set for each of mine when it is the larger one.
      for (Value item : setOf(other, x)) {
        result.items().remove(item);
      }
    }
    return result;
  }

  private static SetValue symmetricDifference(Value self, Arguments a, Execution x) {
    var result = copy(self, x);
    for (Value item : setOf(Args.one("set", "symmetric_difference", a), x)) {
      if (!result.items().remove(item)) {
        result.items().add(item);
      }
    }
    return result;
  }

  private static Method inPlace(Method operation) {
    return (self, a, x) -> {
      var result = items(operation.call(self, a, x));
      items(self).clear();
      items(self).addAll(result);
      return None.NONE;
    };
  }

  private static Value issubset(Value self, Arguments a, Execution x) {
    return Bool.of(setOf(Args.one("set", "issubset", a), x).containsAll(items(self)));
  }

  private static Value issuperset(Value self, Arguments a, Execution x) {
    return Bool.of(items(self).containsAll(setOf(Args.one("set", "issuperset", a), x)));
  }

  private static Value isdisjoint(Value self, Arguments a, Execution x) {
    var mine = items(self);
    for (Value item : setOf(Args.one("set", "isdisjoint", a), x)) {
      if (mine.contains(item)) {
        return Bool.FALSE;
      }
    }
    return Bool.TRUE;
  }
}
