package dev.bailey.jinja.library;

import static dev.bailey.jinja.library.Bound.filter;
import static dev.bailey.jinja.library.Bound.flag;
import static dev.bailey.jinja.library.Bound.integer;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.ComplexValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Formatting;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Numbers;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Filters that give numbers, or show them.
final class NumberFilters {
  private static final List<String> DECIMAL_UNITS =
      List.of("kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB");
  private static final List<String> BINARY_UNITS =
      List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB");

  private NumberFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        filter("abs", "", (value, a, x) -> abs(value, x)),
        filter("int", "default=, base=", NumberFilters::toInt),
        filter("float", "default=", NumberFilters::toFloat),
        filter("round", "precision=, method=", NumberFilters::round),
        filter("filesizeformat", "binary=", NumberFilters::filesizeformat));
  }

  private static Value abs(Value value, Execution x) {
    return switch (value) {
      case Int i -> i.sign() < 0 ? Operations.negate(i, x) : i;
      case Bool b -> Int.of(b.truth() ? 1 : 0);
      case Float f -> Float.of(Math.abs(f.value()));
      case DecimalValue d -> d.value().signum() < 0 ? Operations.negate(d, x) : d;
      case TimeDeltaValue t -> t.days() < 0 ? Operations.negate(t, x) : t;
      case ComplexValue c -> Float.of(c.size());
      default ->
          throw TemplateException.typeError(
              "bad operand type for abs(): '" + value.typeName() + "'");
    };
  }

  private static Value toInt(Value value, Parameters.Bound a, Execution x) {
    Value fallback = a.get(0, Int.ZERO);
    return switch (value) {
      case Int i -> i;
      case Bool b -> Int.of(b.truth() ? 1 : 0);
      case Float f -> Double.isNaN(f.value()) ? fallback : Numbers.truncate(f.value());
      case DecimalValue d -> Int.of(d.value().toBigInteger());
      case Str text -> textToInt(text.value(), base(a.get(1, Int.of(10))), fallback);
      case Undefined undefined -> throw undefined.error();
      default -> fallback;
    };
  }

  /// The base, or -1 for what can be none: Jinja2 then takes the number for a float.
  private static int base(Value value) {
    return value instanceof Int || value instanceof Bool ? integer(value) : -1;
  }

  private static Value textToInt(String text, int base, Value fallback) {
    boolean isBase = base == 0 || (base >= 2 && base <= 36);
    Int whole = isBase ? Numbers.parseInt(text, base) : null;
    if (whole != null) {
      return whole;
    }
    Float number = Numbers.parseFloat(text);
    return number == null || !Double.isFinite(number.value())
        ? fallback
        : Numbers.truncate(number.value());
  }

  private static Value toFloat(Value value, Parameters.Bound a, Execution x) {
    Float result = asFloat(value);
    return result != null ? result : a.get(0, Float.of(0));
  }

  /// `float(value)`, or null where that raises TypeError or ValueError.
  private static @Nullable Float asFloat(Value value) {
    return switch (value) {
      case Float f -> f;
      case Int i -> Float.of(toDouble(i));
      case Bool b -> Float.of(b.truth() ? 1 : 0);
      case DecimalValue d -> Float.of(d.value().doubleValue());
      case Str text -> Numbers.parseFloat(text.value());
      case Undefined undefined -> throw undefined.error();
      default -> null;
    };
  }

  private static double toDouble(Int value) {
    double result = value.isLong() ? value.longValue() : value.bigValue().doubleValue();
    if (Double.isInfinite(result)) {
      throw TemplateException.of("OverflowError", "int too large to convert to float");
    }
    return result;
  }

  private static Value round(Value value, Parameters.Bound a, Execution x) {
    Value digits = a.get(0, Int.ZERO);
    Value given = a.get(1, Str.of("common"));
    Operations.hash(given);
    String method = given.str();
    return switch (method) {
      case "common" -> Rounding.round(value, integer(digits), x);
      case "ceil", "floor" -> {
        Value factor = Operations.power(Int.of(10), digits, x);
        Value scaled = Operations.multiply(value, factor, x);
        yield Operations.divide(Rounding.whole(scaled, method.equals("ceil")), factor, x);
      }
      default -> throw Bound.filterArgumentError("method must be common, ceil or floor");
    };
  }

  private static Value filesizeformat(Value value, Parameters.Bound a, Execution x) {
    Float number = asFloat(value);
    if (number == null) {
      throw value instanceof Str
          ? TemplateException.valueError("could not convert string to float: " + value.repr())
          : TemplateException.typeError(
              "float() argument must be a string or a real number, not '" + value.typeName() + "'");
    }
    double bytes = number.value();
    double base = flag(a, 0) ? 1024 : 1000;
    if (bytes == 1) {
      return Str.of("1 Byte");
    }
    if (bytes < base) {
      return Str.of(Numbers.truncate(bytes).str() + " Bytes");
    }
    var units = flag(a, 0) ? BINARY_UNITS : DECIMAL_UNITS;
    double unit = base;
    for (int i = 0; i < units.size(); i++) {
      unit = Math.pow(base, i + 2);
      if (bytes < unit || i == units.size() - 1) {
        String size = Formatting.format(Float.of(base * bytes / unit), ".1f", x);
        return Str.of(size + " " + units.get(i));
      }
    }
    throw new IllegalStateException("no unit");
  }
}
