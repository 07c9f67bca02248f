package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.library.PythonClass;
import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeZoneValue;
import java.util.Map;

/// Python's module `datetime`. What "now" is comes from the clock of the execution.
public final class DatetimeModule {
  private DatetimeModule() {}

  /// The module; it holds no state.
  public static PythonModule create() {
    return new PythonModule(
        "datetime",
        Map.of(
            "date", DateClass.create(),
            "datetime", DateTimeClass.create(),
            "time", TimeClass.create(),
            "timedelta", TimeDeltaClass.create(),
            "timezone", TimeZoneClass.create(),
            "tzinfo",
                new PythonClass(
                    "datetime.tzinfo",
                    (a, x) -> {
                      throw TemplateException.of(
                          "SecurityError", "a template cannot make a time zone of its own");
                    },
                    Map.of()),
            "UTC", TimeZoneValue.UTC,
            "MINYEAR", Int.of(1),
            "MAXYEAR", Int.of(9999)));
  }

  static Builtin function(String name, String signature, Builtin.Body body) {
    return Builtin.of(Parameters.of(name, signature), body);
  }
}
