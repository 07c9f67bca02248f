package dev.bailey.jinja.library.datetime;

import static dev.bailey.jinja.library.datetime.DatetimeModule.function;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.Value;
import java.time.LocalDate;
import java.util.Map;

/// The class `datetime.date`.
final class DateClass {
  private static final Parameters PARAMETERS = Parameters.of("function", "year, month, day");

  private DateClass() {}

  static PythonClass create() {
    return new PythonClass(
        "datetime.date",
        (a, x) -> DateValue.of(Parts.date(PARAMETERS.bind(a))),
        Map.of(
            "today", function("today", "", (a, x) -> DateValue.of(LocalDate.now(x.clock()))),
            "fromtimestamp",
                function(
                    "fromtimestamp",
                    "timestamp",
                    (a, x) ->
                        DateValue.of(
                            Parts.instant(a.get(0)).atZone(x.clock().getZone()).toLocalDate())),
            "fromordinal",
                function(
                    "fromordinal", "ordinal", (a, x) -> DateValue.of(Parts.fromOrdinal(a.get(0)))),
            "fromisoformat", function("fromisoformat", "date_string", (a, x) -> fromIso(a)),
            "fromisocalendar",
                function("fromisocalendar", "year, week, day", (a, x) -> fromIsoCalendar(a)),
            "min", DateValue.of(LocalDate.of(1, 1, 1)),
            "max", DateValue.of(LocalDate.of(9999, 12, 31)),
            "resolution", TimeDeltaValue.ofSeconds(86_400)));
  }

  private static Value fromIso(Parameters.Bound a) {
    return DateValue.of(IsoText.date(Parts.text(a.get(0), "fromisoformat")));
  }

  private static Value fromIsoCalendar(Parameters.Bound a) {
    return DateValue.of(
        Parts.fromIsoCalendar(
            Parts.integer(a.get(0)), Parts.integer(a.get(1)), Parts.integer(a.get(2))));
  }
}
