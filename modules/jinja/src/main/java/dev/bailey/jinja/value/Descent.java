package dev.bailey.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One comparison of values within values. The same list may occur again and again in a value that
/// is small in memory, so that every visit is charged.
final class Descent {
  private static final int MAX_NESTING = TextBuilder.MAX_NESTING;

  /// What no rendering pays for: keys and members that Java's collections compare.
  private static final long UNCHARGED_LIMIT = 10_000_000;

  private final @Nullable Meter meter;
  private long visited;
  private int depth;

  Descent(@Nullable Meter meter) {
    this.meter = meter;
  }

  private void enter() {
    if (++depth > MAX_NESTING) {
      throw tooDeep();
    }
  }

  static TemplateException tooDeep() {
    return TemplateException.of("RecursionError", "maximum recursion depth exceeded in comparison");
  }

  private void visit() {
    if (meter != null) {
      meter.step();
    } else if (++visited > UNCHARGED_LIMIT) {
      throw TemplateException.budget("steps", UNCHARGED_LIMIT);
    }
  }

  boolean equal(List<Value> a, List<Value> b) {
    if (a.size() != b.size()) {
      return false;
    }
    enter();
    boolean isEqual = true;
    for (int i = 0; i < a.size() && isEqual; i++) {
      isEqual = equalItem(a.get(i), b.get(i));
    }
    depth--;
    return isEqual;
  }

  boolean equal(DictValue a, DictValue b) {
    if (a.size() != b.size()) {
      return false;
    }
    enter();
    boolean isEqual = true;
    for (Map.Entry<Value, Value> entry : a.entries().entrySet()) {
      Value other = b.get(entry.getKey());
      if (other == null || !equalItem(entry.getValue(), other)) {
        isEqual = false;
        break;
      }
    }
    depth--;
    return isEqual;
  }

  /// An item is equal to itself whatever its type says, as in CPython's containers.
  private boolean equalItem(Value a, Value b) {
    visit();
    return Comparison.same(a, b)
        || Comparison.equal(a, b, this)
        || (b instanceof HostValue && b.equals(a));
  }

  /// The order of the first two items that differ, else of the lengths.
  int order(List<Value> a, List<Value> b, String operator) {
    enter();
    Iterator<Value> left = a.iterator();
    Iterator<Value> right = b.iterator();
    int order = Integer.compare(a.size(), b.size());
    while (left.hasNext() && right.hasNext()) {
      Value x = left.next();
      Value y = right.next();
      if (!equalItem(x, y)) {
        order = Comparison.order(x, y, operator, this);
        break;
      }
    }
    depth--;
    return order;
  }
}
