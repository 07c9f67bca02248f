package dev.bailey.jinja.value;

/// How dates and times compare: those with a zone as moments, those without as they read, and the
/// two kinds never with one another.
final class Dates {
  private Dates() {}

  static boolean equal(DateTimeValue a, DateTimeValue b) {
    if (a.zone() == null || b.zone() == null) {
      return Comparison.same(a.zone(), b.zone()) && a.value().equals(b.value());
    }
    return a.utc().equals(b.utc());
  }

  static int hash(DateTimeValue value) {
    return (value.zone() == null ? value.value() : value.utc()).hashCode();
  }

  static int compare(DateTimeValue a, DateTimeValue b) {
    if ((a.zone() == null) != (b.zone() == null)) {
      throw TemplateException.typeError("can't compare offset-naive and offset-aware datetimes");
    }
    return a.zone() == null ? a.value().compareTo(b.value()) : a.utc().compareTo(b.utc());
  }

  static boolean equal(TimeValue a, TimeValue b) {
    return isAware(a) == isAware(b) && micros(a) == micros(b);
  }

  static int hash(TimeValue value) {
    return Long.hashCode(micros(value));
  }

  static int compare(TimeValue a, TimeValue b) {
    if (isAware(a) != isAware(b)) {
      throw TemplateException.typeError("can't compare offset-naive and offset-aware times");
    }
    return Long.compare(micros(a), micros(b));
  }

  private static boolean isAware(TimeValue time) {
    var zone = time.zone();
    return zone != null && zone.fixedOffset() != null;
  }

  private static long micros(TimeValue time) {
    var zone = time.zone();
    Integer offset = zone == null ? null : zone.fixedOffset();
    long micros = time.value().toNanoOfDay() / 1000;
    return offset == null ? micros : micros - offset * TimeDeltaValue.MICROS_PER_SECOND;
  }
}
