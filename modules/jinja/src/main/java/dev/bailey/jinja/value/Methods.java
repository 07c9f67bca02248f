package dev.bailey.jinja.value;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods of each type.
final class Methods {
  private Methods() {}

  /// The method of that name, or null.
  static @Nullable Method find(Value self, String name) {
    return tableOf(self).get(name);
  }

  static Set<String> names(Value self) {
    return tableOf(self).keySet();
  }

  private static Map<String, Method> tableOf(Value self) {
    return switch (self) {
      case Str text -> text.isMarkup() ? Markup.METHODS : StrMethods.ALL;
      case ListValue _ -> ListMethods.ALL;
      case DictValue _ -> DictMethods.ALL;
      case TupleValue _, Range _ -> TupleMethods.ALL;
      case SetValue _ -> SetMethods.ALL;
      case DictView view -> view.isSetLike() ? SetMethods.OF_VIEWS : Map.of();
      case Int _, Bool _ -> NumberMethods.OF_INTS;
      case Float _ -> NumberMethods.OF_FLOATS;
      case DecimalValue _ -> DecimalMethods.ALL;
      case Bytes _ -> BytesMethods.ALL;
      case DateValue _ -> DateMethods.OF_DATES;
      case DateTimeValue _ -> DateMethods.OF_DATETIMES;
      case TimeValue _ -> DateMethods.OF_TIMES;
      case TimeDeltaValue _ -> DateMethods.OF_SPANS;
      case TimeZoneValue zone -> zone.isPytz() ? ZoneMethods.OF_PYTZ : ZoneMethods.ALL;
      case None _, IteratorValue _, Undefined _, HostValue _ -> Map.of();
    };
  }
}
