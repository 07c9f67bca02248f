package dev.bailey.project.context;

import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.DateTimeValue;
import dev.bailey.jinja.value.DateValue;
import dev.bailey.jinja.value.DecimalValue;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.manifest.Data;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Between what users wrote ([Data], immutable) and what templates hold ([Value], mutable).
public final class Values {
  private Values() {}

  /// A fresh value that a template may change.
  public static Value of(Data data) {
    return switch (data) {
      case Data.Nothing _ -> None.NONE;
      case Data.Truth(boolean value) -> Bool.of(value);
      case Data.Whole(var value) -> Int.of(value);
      case Data.Real(double value) -> Float.of(value);
      case Data.Text(String value) -> Str.of(value);
      case Data.Date(var value) -> DateValue.of(value);
      case Data.Moment(var value, Optional<ZoneOffset> offset) ->
          offset
              .map(zone -> DateTimeValue.of(OffsetDateTime.of(value, zone)))
              .orElseGet(() -> DateTimeValue.of(value));
      case Data.Items(List<Data> items) ->
          ListValue.copyOf(items.stream().map(Values::of).toList());
      case Data.Dict(Map<Data, Data> entries) -> {
        var dict = DictValue.empty();
        entries.forEach((key, value) -> dict.put(of(key), of(value)));
        yield dict;
      }
    };
  }

  /// The plain data of a value. What has no plain form is kept as its text.
  public static Data data(Value value, Execution x) {
    x.meter().step();
    return switch (value) {
      case None _, Undefined _ -> Data.nothing();
      case Bool bool -> Data.of(bool.truth());
      case Int number -> new Data.Whole(number.bigValue());
      case Float number -> new Data.Real(number.value());
      case DecimalValue number -> Data.of(number.str());
      case Str text -> new Data.Text(text.value());
      case DateValue date -> new Data.Date(date.value());
      case ListValue list -> items(list.items(), x);
      case TupleValue tuple -> items(tuple.items(), x);
      case SetValue set -> items(set.items(), x);
      case DictValue dict -> dict(dict, x);
      case HostValue host -> host(host, x);
      default -> Data.of(Operations.str(value, x));
    };
  }

  private static Data host(HostValue host, Execution x) {
    Value plain = host.plain(x);
    return plain == null ? Data.of(Operations.str(host, x)) : data(plain, x);
  }

  /// The plain data of a dictionary.
  public static Data.Dict dict(DictValue dict, Execution x) {
    var entries = new LinkedHashMap<Data, Data>();
    dict.entries().forEach((key, value) -> entries.put(data(key, x), data(value, x)));
    return new Data.Dict(entries);
  }

  /// The plain data of keyword arguments.
  public static Data.Dict dict(Map<String, Value> named, Execution x) {
    var entries = new LinkedHashMap<Data, Data>();
    named.forEach((key, value) -> entries.put(Data.of(key), data(value, x)));
    return new Data.Dict(entries);
  }

  private static Data items(Collection<Value> values, Execution x) {
    var items = new ArrayList<Data>(values.size());
    values.forEach(value -> items.add(data(value, x)));
    return new Data.Items(items);
  }
}
