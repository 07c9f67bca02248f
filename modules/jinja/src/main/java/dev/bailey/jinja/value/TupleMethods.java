package dev.bailey.jinja.value;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/// The methods of `tuple` and `range`, which lists have as well.
final class TupleMethods {
  static final Map<String, Method> ALL =
      Map.ofEntries(
          entry("index", (self, a, x) -> index("tuple", items(self, x), a, x)),
          entry("count", (self, a, x) -> count("tuple", items(self, x), a, x)));

  private TupleMethods() {}

  private static List<Value> items(Value self, Execution x) {
    return Operations.items(self, x);
  }

  static boolean isSame(Value a, Value b, Execution x) {
    return Comparison.same(a, b) || Operations.equal(a, b, x);
  }

  static Value index(String type, List<Value> items, Arguments a, Execution x) {
    Args.between(type, "index", a, 1, 3);
    long start = a.count() > 1 ? Args.index(a.at(1)) : 0;
    long end = a.count() > 2 ? Args.index(a.at(2)) : items.size();
    long from = Math.clamp(start < 0 ? start + items.size() : start, 0, (long) items.size());
    long to = Math.clamp(end < 0 ? end + items.size() : end, 0, (long) items.size());
    for (int i = (int) from; i < to; i++) {
      if (isSame(items.get(i), a.at(0), x)) {
        return Int.of(i);
      }
    }
    throw TemplateException.valueError(
        type.equals("list")
            ? Operations.repr(a.at(0), x) + " is not in list"
            : "tuple.index(x): x not in tuple");
  }

  static Value count(String type, List<Value> items, Arguments a, Execution x) {
    Value wanted = Args.one(type, "count", a);
    int count = 0;
    for (Value item : items) {
      if (isSame(item, wanted, x)) {
        count++;
      }
    }
    return Int.of(count);
  }
}
