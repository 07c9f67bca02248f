package dev.bailey.jinja.library.datetime;

import dev.bailey.jinja.library.PythonModule;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TimeZoneValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.jinja.value.Zones;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Python's module `pytz`.
public final class PytzModule {
  private PytzModule() {}

  /// The module; it holds no state.
  public static PythonModule create() {
    return new PythonModule(
        "pytz",
        Map.of(
            "timezone",
            Builtin.of(Parameters.of("timezone", "zone"), (a, x) -> zone(a.get(0))),
            "utc",
            TimeZoneValue.PYTZ_UTC,
            "UTC",
            TimeZoneValue.PYTZ_UTC,
            "all_timezones",
            new Names(false),
            "common_timezones",
            new Names(true)));
  }

  private static Value zone(Value name) {
    return switch (name) {
      case Str text -> {
        TimeZoneValue zone = Zones.pytz(text.value());
        if (zone == null) {
          throw TemplateException.of("UnknownTimeZoneError", name.repr());
        }
        yield zone;
      }
      default -> throw TemplateException.of("UnknownTimeZoneError", name.str());
    };
  }

  /// The names of zones; read from the data only when a template looks at them.
  private static final class Names extends HostValue {
    private final boolean isCommonOnly;

    Names(boolean isCommonOnly) {
      this.isCommonOnly = isCommonOnly;
    }

    private List<Value> names() {
      var values = new ArrayList<Value>();
      Zones.names(isCommonOnly).forEach(name -> values.add(Str.of(name)));
      return values;
    }

    @Override
    public String typeName() {
      return "LazyList";
    }

    @Override
    public boolean isIterable() {
      return true;
    }

    @Override
    public boolean isSequence() {
      return true;
    }

    @Override
    public Iterator<Value> iterate(Execution x) {
      x.meter().items(1000);
      return names().iterator();
    }

    @Override
    public long length(Execution x) {
      return names().size();
    }

    @Override
    public @Nullable Value item(Value key, Execution x) {
      Value found = Operations.item(ListValue.copyOf(names()), key, x);
      return found instanceof Undefined ? null : found;
    }
  }
}
