package dev.bailey.engine.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row, a column, or the rows or columns of a [TableValue]: values by place and by key, as
/// agate's `MappedSequence`.
public final class SequenceValue extends HostValue {
  private static final int SHOWN = 5;

  private final Kind kind;
  private final List<Value> values;
  private final List<Value> keys;
  private final Map<String, Value> members;
  private final Map<Value, Integer> places;

  private enum Kind {
    MAPPED("MappedSequence"),
    ROW("Row"),
    COLUMN("Column");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private SequenceValue(
      Kind kind, List<Value> values, List<Value> keys, Map<String, Value> members) {
    this.kind = kind;
    this.values = values;
    this.keys = keys;
    this.members = members;
    this.places = new HashMap<>();
    for (int i = keys.size() - 1; i >= 0; i--) {
      places.put(keys.get(i), i);
    }
  }

  static SequenceValue mapped(List<Value> values, List<Value> keys) {
    return new SequenceValue(Kind.MAPPED, List.copyOf(values), keys, Map.of());
  }

  static SequenceValue row(List<Value> names, List<Value> values) {
    return new SequenceValue(Kind.ROW, values, names, Map.of());
  }

  static SequenceValue column(TableValue.Column column, int index) {
    return new SequenceValue(
        Kind.COLUMN,
        column.values(),
        List.of(),
        Map.of(
            "name", Str.of(column.name()),
            "index", Int.of(index),
            "data_type", new TableValue.TypeValue(column.type())));
  }

  /// The values, in order.
  public List<Value> values() {
    return values;
  }

  @Override
  public String typeName() {
    return "agate." + kind.word;
  }

  @Override
  public boolean isSequence() {
    return true;
  }

  @Override
  public boolean isIterable() {
    return true;
  }

  @Override
  public Iterator<Value> iterate(Execution x) {
    return values.iterator();
  }

  @Override
  public long length(Execution x) {
    return values.size();
  }

  @Override
  public boolean truth() {
    return !values.isEmpty();
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    if (key instanceof Int number && number.isLong()) {
      long place = number.longValue() < 0 ? number.longValue() + values.size() : number.longValue();
      return place >= 0 && place < values.size() ? values.get((int) place) : null;
    }
    Integer place = places.get(key);
    return place == null ? null : values.get(place);
  }

  @Override
  public Value slice(Value start, Value stop, Value step, Execution x) {
    return Operations.slice(TupleValue.copyOf(values), start, stop, step, x);
  }

  @Override
  public @Nullable Value plain(Execution x) {
    return TupleValue.copyOf(values);
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    Value member = members.get(name);
    if (member != null) {
      return member;
    }
    return switch (name) {
      case "values" -> Builtin.free(name, (_, _) -> TupleValue.copyOf(values));
      case "keys" ->
          Builtin.free(name, (_, _) -> keys.isEmpty() ? None.NONE : TupleValue.copyOf(keys));
      case "items" -> Builtin.free(name, (_, _) -> items());
      case "dict" -> Builtin.free(name, (_, _) -> dict());
      case "get" -> Builtin.free(name, this::get);
      default -> kind == Kind.COLUMN ? ofColumn(name) : null;
    };
  }

  private @Nullable Value ofColumn(String name) {
    return switch (name) {
      case "values_distinct" ->
          Builtin.free(name, (_, _) -> TupleValue.copyOf(new LinkedHashSet<>(values)));
      case "values_without_nulls" ->
          Builtin.free(name, (_, _) -> TupleValue.copyOf(withoutNulls()));
      case "values_sorted" -> Builtin.free(name, (_, x) -> sorted(values, x));
      case "values_without_nulls_sorted" -> Builtin.free(name, (_, x) -> sorted(withoutNulls(), x));
      default -> null;
    };
  }

  private List<Value> withoutNulls() {
    return values.stream().filter(value -> !(value instanceof None)).toList();
  }

  /// `None` comes last.
  private static Value sorted(List<Value> values, Execution x) {
    var sorted = new ArrayList<>(values);
    sorted.sort((a, b) -> {
      boolean isMissing = a instanceof None;
      return isMissing || b instanceof None
          ? Boolean.compare(isMissing, b instanceof None)
          : Operations.compare(a, b, x);
    });
    return TupleValue.copyOf(sorted);
  }

  private TupleValue items() {
    var items = new ArrayList<Value>();
    for (int i = 0; i < keys.size(); i++) {
      items.add(TupleValue.of(keys.get(i), values.get(i)));
    }
    return TupleValue.copyOf(items);
  }

  private DictValue dict() {
    var dict = DictValue.empty();
    for (int i = 0; i < keys.size(); i++) {
      dict.put(keys.get(i), values.get(i));
    }
    return dict;
  }

  private Value get(Arguments arguments, Execution x) {
    Value found = item(arguments.at(0), x);
    return found != null ? found : Given.argument(arguments, 1, "default");
  }

  @Override
  public boolean contains(Value item, Execution x) {
    return values.contains(item);
  }

  @Override
  public @Nullable Value binary(String operator, Value other, Execution x) {
    return operator.equals("==") ? Bool.of(equals(other)) : null;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<agate." + kind.word + ": (");
    for (int i = 0; i < Math.min(values.size(), SHOWN); i++) {
      out.append(i == 0 ? "" : ", ");
      values.get(i).writeRepr(out);
    }
    out.append(values.size() > SHOWN ? ", ...)>" : ")>");
  }

  @Override
  public boolean equals(Object other) {
    return switch (other) {
      case SequenceValue that -> values.equals(that.values);
      case TupleValue that -> values.equals(that.items());
      default -> false;
    };
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
