package dev.bailey.engine.context;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Bytes;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TimeValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From Python's values to what a warehouse takes for placeholders.
final class Bindings {
  private Bindings() {}

  /// The values of a list, or none.
  @SuppressWarnings("NullAway") // the port takes null for SQL's NULL
  static List<Object> of(Value values, Execution x) {
    if (!Given.isThere(values)) {
      return List.of();
    }
    var bindings = new ArrayList<Object>();
    for (Value value : Operations.items(values, x)) {
      bindings.add(binding(value));
    }
    return Collections.unmodifiableList(bindings);
  }

  private static @Nullable Object binding(Value value) {
    return switch (value) {
      case None _, Undefined _ -> null;
      case Bool flag -> flag.truth();
      case Int number -> number.isLong() ? (Object) number.longValue() : number.bigValue();
      case Float number -> number.value();
      case DecimalValue number -> number.value();
      case DateValue date -> date.value();
      case DateTimeValue time -> moment(time);
      case TimeValue time -> time.value();
      case Bytes bytes -> bytes.value();
      default -> value.str();
    };
  }

  private static Object moment(DateTimeValue time) {
    Integer offset = time.utcOffset();
    return offset == null
        ? time.value()
        : OffsetDateTime.of(time.value(), ZoneOffset.ofTotalSeconds(offset));
  }
}
