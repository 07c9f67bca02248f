package dev.bailey.jinja.value;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `<`, `<=`, `>` and `>=`; of sets they mean subset and superset.
final class Ordering {
  private Ordering() {}

  static boolean less(Value a, Value b, Execution x) {
    return test("<", a, b, x);
  }

  static boolean lessEqual(Value a, Value b, Execution x) {
    return test("<=", a, b, x);
  }

  static boolean greater(Value a, Value b, Execution x) {
    return test(">", a, b, x);
  }

  static boolean greaterEqual(Value a, Value b, Execution x) {
    return test(">=", a, b, x);
  }

  private static boolean test(String operator, Value a, Value b, Execution x) {
    x.meter().step();
    if (a instanceof Int i && b instanceof Int j && i.isLong() && j.isLong()) {
      return holds(operator, Long.compare(i.longValue(), j.longValue()));
    }
    if (isSetLike(a) && isSetLike(b)) {
      return includes(operator, a, b);
    }
    Boolean hosts = ofHosts(operator, a, b, x);
    return hosts != null ? hosts : holds(operator, Comparison.order(a, b, operator, x.meter()));
  }

  private static boolean isSetLike(Value value) {
    return value instanceof SetValue || (value instanceof DictView view && view.isSetLike());
  }

  private static @Nullable Boolean ofHosts(String operator, Value a, Value b, Execution x) {
    Value result = a instanceof HostValue host ? host.binary(operator, b, x) : null;
    if (result == null && b instanceof HostValue host) {
      result = host.reflected(operator, a, x);
    }
    return result == null ? null : result.truth();
  }

  private static boolean holds(String operator, int order) {
    return order != Comparison.UNORDERED
        && switch (operator) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        };
  }

  private static boolean includes(String operator, Value a, Value b) {
    Set<Value> mine = Comparison.setOf(a);
    Set<Value> others = Comparison.setOf(b);
    if (mine == null || others == null) {
      throw new IllegalStateException("not a set");
    }
    return switch (operator) {
      case "<" -> mine.size() < others.size() && others.containsAll(mine);
      case "<=" -> mine.size() <= others.size() && others.containsAll(mine);
      case ">" -> mine.size() > others.size() && mine.containsAll(others);
      default -> mine.size() >= others.size() && mine.containsAll(others);
    };
  }

  /// Sorting asks `a < b` only; what is not less either way stays as it stands.
  static int compare(Value a, Value b, Execution x) {
    x.meter().step();
    if (isSetLike(a) || a instanceof HostValue || b instanceof HostValue) {
      return less(a, b, x) ? -1 : less(b, a, x) ? 1 : 0;
    }
    int order = Comparison.order(a, b, "<", x.meter());
    return order == Comparison.UNORDERED ? 0 : order;
  }
}
