package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Bool;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.IteratorValue;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// What patterns do with texts: the methods of a pattern, and the functions of `re` behind them.
final class Matching {
  private Matching() {}

  /// A method of a pattern, with arguments as [PatternValue] declares them.
  static Value method(PatternValue pattern, String name, Parameters.Bound a, Execution x) {
    return switch (name) {
      case "sub" -> substitute(pattern, a.get(0), a.get(1), a.get(2, Int.ZERO), x).at(0);
      case "subn" -> substitute(pattern, a.get(0), a.get(1), a.get(2, Int.ZERO), x);
      case "split" -> split(pattern, text(a.get(0)), count(a.get(1, Int.ZERO)), x);
      default -> {
        long start = a.has(1) ? Math.max(0, index(a.get(1))) : 0;
        long end = a.has(2) ? Math.max(0, index(a.get(2))) : Integer.MAX_VALUE;
        yield find(pattern, name, text(a.get(0)), start, end, x);
      }
    };
  }

  static String text(Value value) {
    return switch (value) {
      case Str text -> text.value();
      case Undefined undefined when undefined.kind() == Undefined.Kind.STRICT ->
          throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "expected string or bytes-like object, got '" + value.typeName() + "'");
    };
  }

  static long index(Value value) {
    return switch (value) {
      case Int i when i.isLong() -> i.longValue();
      case Int i -> i.sign() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      case Bool b -> b.truth() ? 1 : 0;
      case Undefined undefined -> throw undefined.error();
      default ->
          throw TemplateException.typeError(
              "'" + value.typeName() + "' object cannot be interpreted as an integer");
    };
  }

  private static long count(Value value) {
    long count = index(value);
    return count == 0 ? Long.MAX_VALUE : count;
  }

  static Value find(
      PatternValue pattern, String name, String text, long start, long end, Execution x) {
    var search = pattern.regex().in(text, (int) Math.min(end, Integer.MAX_VALUE), x);
    int from = (int) Math.min(start, Integer.MAX_VALUE - 1);
    return switch (name) {
      case "match" -> orNone(pattern, search, from, search.matchAt(from, false));
      case "fullmatch" -> orNone(pattern, search, from, search.matchAt(from, true));
      case "search" -> orNone(pattern, search, from, search.next(from, false));
      case "finditer" -> IteratorValue.of("callable_iterator", new Matches(pattern, search, from));
      default -> findall(pattern, new Matches(pattern, search, from), x);
    };
  }

  private static Value orNone(
      PatternValue pattern, Regex.Search search, int from, int @Nullable [] places) {
    return places == null ? None.NONE : new MatchValue(pattern, search, from, places);
  }

  /// One match after the other; one that is empty is not followed by another at its place.
  private static final class Matches implements Iterator<Value> {
    private final PatternValue pattern;
    private final Regex.Search search;
    private final int start;
    private int from;
    private boolean mustAdvance;
    private int @Nullable [] ahead;
    private boolean isDone;

    Matches(PatternValue pattern, Regex.Search search, int start) {
      this.pattern = pattern;
      this.search = search;
      this.start = start;
      this.from = start;
    }

    int @Nullable [] peek() {
      if (ahead == null && !isDone) {
        ahead = search.next(from, mustAdvance);
        isDone = ahead == null;
      }
      return ahead;
    }

    @Override
    public boolean hasNext() {
      return peek() != null;
    }

    @Override
    public MatchValue next() {
      int[] places = peek();
      if (places == null) {
        throw new NoSuchElementException();
      }
      ahead = null;
      mustAdvance = places[0] == places[1];
      from = places[1];
      return new MatchValue(pattern, search, start, places);
    }
  }

  private static Value findall(PatternValue pattern, Matches matches, Execution x) {
    var all = ListValue.empty();
    int groups = pattern.regex().groups();
    while (matches.hasNext()) {
      MatchValue match = matches.next();
      x.meter().step();
      x.meter().items(1 + groups);
      all.add(
          groups > 1
              ? match.allGroups(Str.EMPTY)
              : Operations.call(groupFunction(match, x), Arguments.of(Int.of(groups)), x));
    }
    // A group that did not take part is empty here, not None.
    all.items().replaceAll(item -> item instanceof None ? Str.EMPTY : item);
    return all;
  }

  private static Value groupFunction(MatchValue match, Execution x) {
    Value function = match.attribute("group", x);
    if (function == null) {
      throw new IllegalStateException("a match has groups");
    }
    return function;
  }

  /// The new text and how many matches were replaced.
  static TupleValue substitute(
      PatternValue pattern, Value replacement, Value string, Value count, Execution x) {
    String text = text(string);
    long limit = index(count) < 0 ? 0 : count(count);
    Replacement template =
        replacement instanceof Str plain ? Replacement.parse(plain.value(), pattern.regex()) : null;
    if (template == null && !Operations.isCallable(replacement)) {
      throw TemplateException.typeError(
          "decoding to str: need a bytes-like object, " + replacement.typeName() + " found");
    }
    var search = pattern.regex().in(text, Integer.MAX_VALUE, x);
    var matches = new Matches(pattern, search, 0);
    var out = TextBuilder.charged(x.meter());
    int copied = 0;
    int done = 0;
    while (done < limit && matches.hasNext()) {
      x.meter().step();
      int[] places = matches.peek();
      MatchValue match = matches.next();
      if (places == null) {
        break;
      }
      out.append(search.slice(copied, places[0]));
      if (template != null) {
        template.append(match, out);
      } else {
        out.append(called(replacement, match, x));
      }
      copied = places[1];
      done++;
    }
    out.append(search.slice(copied, search.end()));
    return TupleValue.of(Str.of(out.toString()), Int.of(done));
  }

  private static String called(Value function, MatchValue match, Execution x) {
    Value result = Operations.call(function, Arguments.of(match), x);
    return switch (result) {
      case Str text -> text.value();
      case None _ -> "";
      default ->
          throw TemplateException.typeError(
              "sequence item 1: expected str instance, " + result.typeName() + " found");
    };
  }

  static Value split(PatternValue pattern, String text, long limit, Execution x) {
    var search = pattern.regex().in(text, Integer.MAX_VALUE, x);
    var matches = new Matches(pattern, search, 0);
    var parts = ListValue.empty();
    int copied = 0;
    for (long done = 0; done < limit && matches.hasNext(); done++) {
      int[] places = matches.peek();
      MatchValue match = matches.next();
      if (places == null) {
        break;
      }
      x.meter().step();
      x.meter().items(1L + places[0] - copied);
      parts.add(Str.of(search.slice(copied, places[0])));
      parts.items().addAll(Operations.items(match.allGroups(None.NONE), x));
      copied = places[1];
    }
    parts.add(Str.of(search.slice(copied, search.end())));
    return parts;
  }
}
