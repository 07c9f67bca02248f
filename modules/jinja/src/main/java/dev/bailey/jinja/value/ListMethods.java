package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The methods of `list`.
final class ListMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("append", ListMethods::append),
          entry("extend", ListMethods::extend),
          entry("insert", ListMethods::insert),
          entry("pop", ListMethods::pop),
          entry("remove", ListMethods::remove),
          entry("clear", ListMethods::clear),
          entry("copy", ListMethods::copy),
          entry("reverse", ListMethods::reverse),
          entry("sort", ListMethods::sort),
          entry("index", (self, a, x) -> TupleMethods.index("list", items(self), a, x)),
          entry("count", (self, a, x) -> TupleMethods.count("list", items(self), a, x)));

  private static final Parameters SORT = Parameters.of("sort", "*, key=, reverse=");

  private ListMethods() {}

  private static List<Value> items(Value self) {
    return ((ListValue) self).items();
  }

  private static Value append(Value self, Arguments a, Execution x) {
    Value item = Args.one("list", "append", a);
    x.meter().items(1);
    items(self).add(item);
    return None.NONE;
  }

  private static Value extend(Value self, Arguments a, Execution x) {
    Value more = Args.one("list", "extend", a);
    // A copy first, because the list can extend itself.
    List<Value> added = new ArrayList<>(Operations.items(more, x));
    x.meter().items(added.size());
    items(self).addAll(added);
    return None.NONE;
  }

  private static Value insert(Value self, Arguments a, Execution x) {
    Args.between("list", "insert", a, 2, 2);
    List<Value> items = items(self);
    long index = Args.index(a.at(0));
    x.meter().items(1);
    x.meter().steps(items.size() / 64);
    long at = Math.clamp(index < 0 ? index + items.size() : index, 0, (long) items.size());
    items.add((int) at, a.at(1));
    return None.NONE;
  }

  private static Value pop(Value self, Arguments a, Execution x) {
    Args.between("list", "pop", a, 0, 1);
    List<Value> items = items(self);
    long index = a.count() == 0 ? -1 : Args.index(a.at(0));
    if (items.isEmpty()) {
      throw TemplateException.of("IndexError", "pop from empty list");
    }
    long at = index < 0 ? index + items.size() : index;
    if (at < 0 || at >= items.size()) {
      throw TemplateException.of("IndexError", "pop index out of range");
    }
    x.meter().steps(items.size() / 64);
    return items.remove((int) at);
  }

  private static Value remove(Value self, Arguments a, Execution x) {
    Value wanted = Args.one("list", "remove", a);
    List<Value> items = items(self);
    for (int i = 0; i < items.size(); i++) {
      if (TupleMethods.isSame(items.get(i), wanted, x)) {
        items.remove(i);
        return None.NONE;
      }
    }
    throw TemplateException.valueError("list.remove(x): x not in list");
  }

  private static Value clear(Value self, Arguments a, Execution x) {
    Args.none("list", "clear", a);
    items(self).clear();
    return None.NONE;
  }

  private static Value copy(Value self, Arguments a, Execution x) {
    Args.none("list", "copy", a);
    x.meter().items(items(self).size());
    return ListValue.copyOf(items(self));
  }

  private static Value reverse(Value self, Arguments a, Execution x) {
    Args.none("list", "reverse", a);
    x.meter().steps(items(self).size() / 64);
    Collections.reverse(items(self));
    return None.NONE;
  }

  private static Value sort(Value self, Arguments a, Execution x) {
    var bound = SORT.bind(a);
    Value key = bound.get(0, None.NONE);
    boolean isReverse = bound.get(1, Bool.FALSE).truth();
    var sorted =
        Sorting.sorted(
            items(self),
            item -> key instanceof None ? item : Operations.call(key, Arguments.of(item), x),
            isReverse,
            x);
    Collections.copy(items(self), sorted);
    return None.NONE;
  }
}
