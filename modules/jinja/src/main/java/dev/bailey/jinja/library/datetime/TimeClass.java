package dev.bailey.jinja.library.datetime;

import static dev.bailey.jinja.library.datetime.DatetimeModule.function;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.value.Dates;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TimeDeltaValue;
import dev.bailey.jinja.value.TimeValue;
import dev.bailey.jinja.value.Value;
import java.time.LocalTime;
import java.util.Map;

/// The class `datetime.time`.
final class TimeClass {
  private static final Parameters PARAMETERS =
      Parameters.of("function", "hour=, minute=, second=, microsecond=, tzinfo=, *, fold=");

  private TimeClass() {}

  static PythonClass create() {
    return new PythonClass(
        "datetime.time",
        (a, x) -> time(PARAMETERS.bind(a)),
        Map.of(
            "fromisoformat",
                function(
                    "fromisoformat",
                    "time_string",
                    (a, x) -> IsoText.time(Parts.text(a.get(0), "fromisoformat"))),
            "min", TimeValue.of(LocalTime.MIN),
            "max", TimeValue.of(LocalTime.MAX),
            "resolution", TimeDeltaValue.ofMicros(1)));
  }

  private static Value time(Parameters.Bound a) {
    return TimeValue.of(Parts.time(a, 0), Parts.zone(a, 4), Dates.fold(a.get(5, Int.ZERO)));
  }
}
