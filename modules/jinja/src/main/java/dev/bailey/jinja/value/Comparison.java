package dev.bailey.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Python's `==`, `<` and `hash` for the types that are compared with one another or hold values.
final class Comparison {
  private Comparison() {}

  /// Whether both are one object.
  @SuppressWarnings("ReferenceEquality") // that is the question here
  static boolean same(@Nullable Object a, @Nullable Object b) {
    return a == b;
  }

  /// For Java's collections; where there is a rendering, it has to be charged.
  static boolean equal(Value a, Value b) {
    return equal(a, b, (Meter) null);
  }

  static boolean equal(Value a, Value b, @Nullable Meter meter) {
    return equal(a, b, holdsValues(a) ? new Descent(meter) : null);
  }

  private static boolean holdsValues(Value value) {
    return value instanceof ListValue || value instanceof TupleValue || value instanceof DictValue;
  }

  /// @param descent null only where `a` holds no values
  static boolean equal(Value a, Value b, @Nullable Descent descent) {
    if (same(a, b) && !(a instanceof Float)) {
      return true;
    }
    if (b instanceof Undefined undefined && undefined.kind() == Undefined.Kind.STRICT) {
      throw undefined.error();
    }
    return switch (a) {
      case Int _, Bool _, Float _, DecimalValue _ -> equalNumbers(a, b);
      case ListValue list ->
          b instanceof ListValue that && into(descent).equal(list.items(), that.items());
      case TupleValue tuple ->
          b instanceof TupleValue that && into(descent).equal(tuple.items(), that.items());
      case DictValue dict -> b instanceof DictValue that && into(descent).equal(dict, that);
      case SetValue set -> equalSets(set.items(), b);
      case DictView view when view.isSetLike() -> equalViews(view, b);
      case DictView _ -> false;
      default -> a.equals(b);
    };
  }

  private static Descent into(@Nullable Descent descent) {
    return descent == null ? new Descent(null) : descent;
  }

  private static boolean equalSets(Set<Value> a, Value b) {
    return switch (b) {
      case SetValue that -> a.size() == that.size() && a.containsAll(that.items());
      case DictView view when view.isSetLike() -> equalViews(view, SetValue.copyOf(a));
      default -> false;
    };
  }

  private static boolean equalViews(DictView a, Value b) {
    @Nullable Set<Value> mine = setOf(a);
    @Nullable Set<Value> others = setOf(b);
    return mine != null && others != null && mine.equals(others);
  }

  /// The members of a set or set-like view, else null.
  static @Nullable Set<Value> setOf(Value value) {
    return switch (value) {
      case SetValue set -> set.items();
      case DictView view when view.part() == DictView.Part.KEYS -> view.dict().entries().keySet();
      case DictView view when view.part() == DictView.Part.ITEMS -> {
        var items = SetValue.empty().items();
        view.iterator().forEachRemaining(items::add);
        yield items;
      }
      default -> null;
    };
  }

  private static boolean equalNumbers(Value a, Value b) {
    return isNumber(b) ? compareNumbers(a, b) == 0 : b instanceof HostValue && b.equals(a);
  }

  static boolean isNumber(Value value) {
    return value instanceof Int
        || value instanceof Float
        || value instanceof Bool
        || value instanceof DecimalValue;
  }

  /// What [#compareNumbers] gives when one of the two is not a number at all; no other comparison
  /// gives it, also none that says how far two values are apart.
  static final int UNORDERED = Integer.MIN_VALUE;

  /// -1, 0, 1 or [#UNORDERED], exact whatever the types.
  static int compareNumbers(Value a, Value b) {
    if (a instanceof Int x && b instanceof Int y && x.isLong() && y.isLong()) {
      return Long.compare(x.longValue(), y.longValue());
    }
    if (a instanceof Float x && b instanceof Float y) {
      return compareDoubles(x.value(), y.value());
    }
    if (a instanceof Float x && !Double.isFinite(x.value())) {
      return compareDoubles(x.value(), 0);
    }
    if (b instanceof Float y && !Double.isFinite(y.value())) {
      return compareDoubles(0, y.value());
    }
    if (a instanceof Int x && b instanceof Int y) {
      return x.bigValue().compareTo(y.bigValue());
    }
    return exact(a).compareTo(exact(b));
  }

  private static int compareDoubles(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return UNORDERED;
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private static BigDecimal exact(Value value) {
    return switch (value) {
      case Bool b -> b.truth() ? BigDecimal.ONE : BigDecimal.ZERO;
      case Int i -> i.isLong() ? BigDecimal.valueOf(i.longValue()) : new BigDecimal(i.bigValue());
      case Float f -> new BigDecimal(f.value());
      case DecimalValue d -> d.value();
      default -> throw new IllegalArgumentException("not a number: " + value.typeName());
    };
  }

  static BigInteger integer(Value value) {
    return value instanceof Int i ? i.bigValue() : value.truth() ? BigInteger.ONE : BigInteger.ZERO;
  }

  /// Python's ordering of two values: negative, 0, positive or [#UNORDERED]; TypeError when the
  /// types have no order.
  ///
  /// @param operator as written, for the error
  static int order(Value a, Value b, String operator, Meter meter) {
    return order(a, b, operator, holdsValues(a) ? new Descent(meter) : null);
  }

  /// @param descent null only where `a` holds no values
  static int order(Value a, Value b, String operator, @Nullable Descent descent) {
    if (isNumber(a) && isNumber(b)) {
      return compareNumbers(a, b);
    }
    return switch (a) {
      case Str x when b instanceof Str y -> compareText(x.value(), y.value());
      case ListValue x when b instanceof ListValue y ->
          into(descent).order(x.items(), y.items(), operator);
      case TupleValue x when b instanceof TupleValue y ->
          into(descent).order(x.items(), y.items(), operator);
      case DateValue x when b instanceof DateValue y -> x.value().compareTo(y.value());
      case DateTimeValue x when b instanceof DateTimeValue y -> Dates.compare(x, y);
      case TimeValue x when b instanceof TimeValue y -> Dates.compare(x, y);
      case TimeDeltaValue x when b instanceof TimeDeltaValue y -> x.compareTo(y);
      case Bytes x when b instanceof Bytes y ->
          java.util.Arrays.compareUnsigned(x.value(), y.value());
      default -> throw notSupported(a, b, operator);
    };
  }

  static TemplateException notSupported(Value a, Value b, String operator) {
    if (a instanceof Undefined u) {
      return u.error();
    }
    if (b instanceof Undefined u) {
      return u.error();
    }
    if ((a instanceof DateTimeValue && b instanceof DateValue)
        || (a instanceof DateValue && b instanceof DateTimeValue)) {
      return TemplateException.typeError("can't compare " + a.typeName() + " to " + b.typeName());
    }
    return TemplateException.typeError(
        "'%s' not supported between instances of '%s' and '%s'"
            .formatted(operator, Operations.unqualified(a), Operations.unqualified(b)));
  }

  /// By code points; UTF-16 order differs where one text has a surrogate pair.
  static int compareText(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
