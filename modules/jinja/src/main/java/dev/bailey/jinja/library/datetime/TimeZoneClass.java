package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.TimeZoneValue;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// The class `datetime.timezone`.
final class TimeZoneClass {
  private static final Parameters PARAMETERS = Parameters.of("timezone", "offset, name=");
  private static final int LAST = 86_340;

  private TimeZoneClass() {}

  static PythonClass create() {
    return new PythonClass(
        "datetime.timezone",
        (a, x) -> zone(PARAMETERS.bind(a)),
        Map.of(
            "utc", TimeZoneValue.UTC,
            "min", TimeZoneValue.fixed(-LAST),
            "max", TimeZoneValue.fixed(LAST)));
  }

  private static Value zone(Parameters.Bound a) {
    if (!(a.get(0) instanceof TimeDeltaValue offset)) {
      throw TemplateException.typeError(
          "timezone() argument 1 must be datetime.timedelta, not " + a.get(0).typeName());
    }
    boolean isInside =
        offset.days() == 0
            || (offset.days() == -1 && (offset.seconds() > 0 || offset.micros() > 0));
    if (!isInside) {
      throw TemplateException.valueError(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24), not "
              + offset.repr()
              + ".");
    }
    int seconds = offset.days() * 86_400 + offset.seconds();
    if (!a.has(1)) {
      return TimeZoneValue.fixed(seconds);
    }
    if (!(a.get(1) instanceof Str name)) {
      throw TemplateException.typeError(
          "timezone() argument 2 must be str, not " + a.get(1).typeName());
    }
    return TimeZoneValue.fixed(seconds, name.value());
  }
}
