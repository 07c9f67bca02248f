package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.DictValue;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// A match object of `re`.
final class MatchValue extends HostValue {
  private static final Parameters GROUPS = Parameters.of("groups", "default=");
  private static final Parameters GROUPDICT = Parameters.of("groupdict", "default=");
  private static final Parameters EXPAND = Parameters.of("expand", "template");

  private final PatternValue pattern;
  private final Regex.Search search;
  private final int start;
  private final int[] places;

  /// @param start the position from which the search began
  /// @param places where the match and its groups begin and end
  MatchValue(PatternValue pattern, Regex.Search search, int start, int[] places) {
    this.pattern = pattern;
    this.search = search;
    this.start = start;
    this.places = places;
  }

  /// The text of a group, or null when it did not take part.
  @Nullable String group(int number) {
    int from = places[2 * number];
    int to = places[2 * number + 1];
    return from < 0 || to < 0 ? null : search.slice(from, to);
  }

  private Value value(int number, Value missing) {
    String text = group(number);
    return text == null ? missing : Str.of(text);
  }

  @Override
  public String typeName() {
    return "re.Match";
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "string" -> Str.of(search.text());
      case "re" -> pattern;
      case "pos" -> Int.of(start);
      case "endpos" -> Int.of(search.end());
      case "lastindex" -> lastIndex();
      case "lastgroup" -> lastGroup();
      default -> method(name);
    };
  }

  private @Nullable Value method(String name) {
    return switch (name) {
      case "group" -> Builtin.free(name, (a, x) -> groups(a));
      case "groups" -> Builtin.of(GROUPS, (a, x) -> allGroups(a.get(0, None.NONE)));
      case "groupdict" -> Builtin.of(GROUPDICT, (a, x) -> namedGroups(a.get(0, None.NONE)));
      case "start" -> Builtin.free(name, (a, x) -> Int.of(places[2 * optional(a)]));
      case "end" -> Builtin.free(name, (a, x) -> Int.of(places[2 * optional(a) + 1]));
      case "span" -> Builtin.free(name, (a, x) -> span(optional(a)));
      case "expand" -> Builtin.of(EXPAND, (a, x) -> expand(a, x));
      default -> null;
    };
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    Integer number = find(key);
    return number == null ? null : value(number, None.NONE);
  }

  @Override
  public Value slice(Value start, Value stop, Value step, Execution x) {
    throw TemplateException.of("IndexError", "no such group");
  }

  private Value groups(Arguments a) {
    if (a.count() == 0) {
      return value(0, None.NONE);
    }
    if (a.count() == 1) {
      return value(number(a.at(0)), None.NONE);
    }
    return TupleValue.copyOf(
        a.positional().stream().map(key -> value(number(key), None.NONE)).toList());
  }

  private int optional(Arguments a) {
    return a.count() == 0 ? 0 : number(a.at(0));
  }

  private int number(Value key) {
    Integer number = find(key);
    if (number == null) {
      throw TemplateException.of("IndexError", "no such group");
    }
    return number;
  }

  /// The number of a group that is given by number or name; null when there is none.
  private @Nullable Integer find(Value key) {
    return switch (key) {
      case Int i when i.isLong() && i.longValue() >= 0 && i.longValue() <= groupCount() ->
          (int) i.longValue();
      case Bool b when groupCount() > 0 || !b.truth() -> b.truth() ? 1 : 0;
      case Str name -> pattern.regex().names().get(name.value());
      case Undefined undefined -> throw undefined.error();
      default -> null;
    };
  }

  private int groupCount() {
    return pattern.regex().groups();
  }

  Value allGroups(Value missing) {
    var values = new ArrayList<Value>();
    for (int i = 1; i <= groupCount(); i++) {
      values.add(value(i, missing));
    }
    return TupleValue.copyOf(values);
  }

  private Value namedGroups(Value missing) {
    var dict = DictValue.empty();
    pattern.regex().names().forEach((name, number) -> dict.put(name, value(number, missing)));
    return dict;
  }

  private Value span(int number) {
    return TupleValue.of(Int.of(places[2 * number]), Int.of(places[2 * number + 1]));
  }

  private Value expand(Parameters.Bound a, Execution x) {
    if (!(a.get(0) instanceof Str template)) {
      throw TemplateException.typeError("expected str instance");
    }
    var out = TextBuilder.charged(x.meter());
    Replacement.parse(template.value(), pattern.regex()).append(this, out);
    return Str.of(out.toString());
  }

  /// The group that closed last.
  private Value lastIndex() {
    int last = last();
    return last == 0 ? None.NONE : Int.of(last);
  }

  private int last() {
    int last = 0;
    for (int i = 1; i <= groupCount(); i++) {
      if (places[2 * i + 1] >= 0 && (last == 0 || places[2 * i + 1] > places[2 * last + 1])) {
        last = i;
      }
    }
    return last;
  }

  private Value lastGroup() {
    int last = last();
    for (var entry : pattern.regex().names().entrySet()) {
      if (entry.getValue() == last) {
        return Str.of(entry.getKey());
      }
    }
    return None.NONE;
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("<re.Match object; span=(" + places[0] + ", " + places[1] + "), match=");
    String shown = Str.of(search.slice(places[0], places[1])).repr();
    out.append(shown.length() > 50 ? shown.substring(0, 50) : shown).append('>');
  }
}
