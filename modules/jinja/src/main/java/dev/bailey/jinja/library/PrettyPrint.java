package dev.bailey.jinja.library;

import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Sorting;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;

/// `pprint.pformat`: what is wider than a line has each item on a line of its own, and dictionaries
/// are sorted by key.
final class PrettyPrint {
  private static final int WIDTH = 80;

  private final Execution x;

  private PrettyPrint(Execution x) {
    this.x = x;
  }

  static String format(Value value, Execution x) {
    return new PrettyPrint(x).format(value, 0, 0);
  }

  /// @param indent the column at which the value begins
  /// @param allowance what must still fit behind it
  private String format(Value value, int indent, int allowance) {
    x.meter().step();
    x.meter().enter();
    try {
      Value ordered = ordered(value);
      String flat = Operations.repr(ordered, x);
      if (flat.length() <= WIDTH - indent - allowance) {
        return flat;
      }
      return switch (ordered) {
        case ListValue list when list.size() > 0 ->
            "[" + items(list.items(), indent + 1, allowance + 1) + "]";
        case TupleValue tuple when tuple.size() > 0 ->
            "("
                + items(tuple.items(), indent + 1, allowance + 1)
                + (tuple.size() == 1 ? ",)" : ")");
        case DictValue dict when dict.size() > 0 ->
            "{" + entries(dict, indent + 1, allowance + 1) + "}";
        case Str text -> StringLines.format(text.value(), indent, allowance, x);
        default -> flat;
      };
    } finally {
      x.meter().leave();
    }
  }

  /// The same with sorted dictionaries, as far as their keys can be sorted.
  private Value ordered(Value value) {
    return switch (value) {
      case DictValue dict -> {
        var sorted = DictValue.empty();
        for (Value key : sortedKeys(dict)) {
          Value item = dict.get(key);
          if (item != null) {
            sorted.put(key, ordered(item));
          }
        }
        yield sorted;
      }
      case ListValue list -> ListValue.copyOf(list.items().stream().map(this::ordered).toList());
      case TupleValue tuple ->
          TupleValue.copyOf(tuple.items().stream().map(this::ordered).toList());
      default -> value;
    };
  }

  private List<Value> sortedKeys(DictValue dict) {
    var keys = new ArrayList<>(dict.entries().keySet());
    boolean isText = keys.stream().allMatch(Str.class::isInstance);
    boolean isNumber = keys.stream().allMatch(dev.bailey.jinja.value.Int.class::isInstance);
    return isText || isNumber
        ? Sorting.sorted(keys, key -> key, false, x)
        : Sorting.sorted(keys, key -> Str.of(key.typeName()), false, x);
  }

  private String items(List<Value> items, int indent, int allowance) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < items.size(); i++) {
      boolean isLast = i == items.size() - 1;
      parts.add(format(items.get(i), indent, isLast ? allowance : 1));
    }
    return String.join(",\n" + " ".repeat(indent), parts);
  }

  private String entries(DictValue dict, int indent, int allowance) {
    var parts = new ArrayList<String>();
    int index = 0;
    for (var entry : dict.entries().entrySet()) {
      boolean isLast = ++index == dict.size();
      String key = Operations.repr(entry.getKey(), x);
      parts.add(
          key + ": " + format(entry.getValue(), indent + key.length() + 2, isLast ? allowance : 1));
    }
    return String.join(",\n" + " ".repeat(indent), parts);
  }
}
