package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// The class `datetime.timedelta`.
final class TimeDeltaClass {
  private static final Parameters PARAMETERS =
      Parameters.of(
          "__new__", "days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=");

  /// The microseconds of each parameter's unit, in the order in which CPython adds them up.
  private static final int[] ORDER = {2, 3, 1, 4, 5, 0, 6};

  private static final long[] UNITS = {
    86_400_000_000L, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000L, 604_800_000_000L
  };

  private BigInteger total = BigInteger.ZERO;
  private double leftover;

  private TimeDeltaClass() {}

  static PythonClass create() {
    return new PythonClass(
        "datetime.timedelta",
        (a, x) -> new TimeDeltaClass().span(PARAMETERS.bind(a)),
        Map.of(
            "min", TimeDeltaValue.ofSeconds(-86_400L * 999_999_999),
            "max",
                TimeDeltaValue.ofMicros(
                    BigInteger.valueOf(UNITS[0])
                        .multiply(BigInteger.valueOf(1_000_000_000))
                        .subtract(BigInteger.ONE)),
            "resolution", TimeDeltaValue.ofMicros(1)));
  }

  private Value span(Parameters.Bound a) {
    for (int index : ORDER) {
      if (a.has(index)) {
        add(a.get(index), UNITS[index], PARAMETERS.names().get(index));
      }
    }
    return TimeDeltaValue.ofMicros(total.add(rounded()));
  }

  private void add(Value value, long unit, String name) {
    switch (value) {
      case Int i -> total = total.add(i.bigValue().multiply(BigInteger.valueOf(unit)));
      case Bool b -> total = total.add(BigInteger.valueOf(b.truth() ? unit : 0));
      case Float f -> addFloat(f.value(), unit);
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "unsupported type for timedelta " + name + " component: " + value.typeName());
    }
  }

  /// Whole units count exactly; of the rest, whole microseconds do.
  private void addFloat(double value, long unit) {
    if (!Double.isFinite(value)) {
      throw Double.isNaN(value)
          ? TemplateException.valueError("cannot convert float NaN to integer")
          : TemplateException.of("OverflowError", "cannot convert float infinity to integer");
    }
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    total = total.add(new BigDecimal(whole).toBigIntegerExact().multiply(BigInteger.valueOf(unit)));
    double micros = (value - whole) * unit;
    double wholeMicros = micros < 0 ? Math.ceil(micros) : Math.floor(micros);
    total = total.add(BigInteger.valueOf((long) wholeMicros));
    leftover += micros - wholeMicros;
  }

  /// What is left, rounded so that a half makes the sum even.
  private BigInteger rounded() {
    double away = Math.copySign(Math.floor(Math.abs(leftover) + 0.5), leftover);
    if (Math.abs(away - leftover) == 0.5) {
      double odd = total.testBit(0) ? 1 : 0;
      double half = (leftover + odd) * 0.5;
      away = 2 * Math.copySign(Math.floor(Math.abs(half) + 0.5), half) - odd;
    }
    return BigInteger.valueOf((long) away);
  }
}
