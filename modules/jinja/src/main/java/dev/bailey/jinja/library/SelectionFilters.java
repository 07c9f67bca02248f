package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// `map`, `select`, `reject` and their like: generators over another filter or test.
final class SelectionFilters {
  private SelectionFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        Map.entry("map", SelectionFilters::map),
        Map.entry("select", (v, a, x) -> select(v, a, false, true, x)),
        Map.entry("reject", (v, a, x) -> select(v, a, false, false, x)),
        Map.entry("selectattr", (v, a, x) -> select(v, a, true, true, x)),
        Map.entry("rejectattr", (v, a, x) -> select(v, a, true, false, x)));
  }

  private static Value map(Value value, Arguments a, Execution x) {
    checkNames("sync_do_map", a);
    return Lazy.deferred(
        "sync_do_map",
        () -> {
          if (!value.truth()) {
            return () -> null;
          }
          var function = mapping(a, x);
          var items = Operations.iterate(value, x);
          return () -> {
            x.meter().step();
            return items.hasNext() ? function.apply(items.next()) : null;
          };
        });
  }

  private static UnaryOperator<Value> mapping(Arguments a, Execution x) {
    if (a.positional().isEmpty() && a.named().containsKey("attribute")) {
      var others = new LinkedHashMap<>(a.named());
      Value attribute = others.remove("attribute");
      Value fallback = others.remove("default");
      for (String name : others.keySet()) {
        throw Bound.filterArgumentError("Unexpected keyword argument '" + name + "'");
      }
      var path =
          AttributePath.of(attribute == null ? None.NONE : attribute)
              .withFallback(fallback == null ? None.NONE : fallback);
      return item -> path.get(item, x);
    }
    if (a.positional().isEmpty()) {
      throw Bound.filterArgumentError("map requires a filter argument");
    }
    String name = name(a.at(0), x);
    var rest = rest(a, 1);
    // Jinja2 looks for the filter when the first item is there, and never for none.
    return item -> x.filter(name).apply(item, rest, x);
  }

  /// The name of a filter or test, which Jinja2 looks up as a key.
  private static String name(Value value, Execution x) {
    Operations.hash(value);
    return Operations.str(value, x);
  }

  private static void checkNames(String filter, Arguments a) {
    for (String name : a.named().keySet()) {
      if (name.equals("value") || name.equals("context")) {
        throw TemplateException.typeError(
            filter + "() got multiple values for argument '" + name + "'");
      }
    }
  }

  private static Arguments rest(Arguments a, int from) {
    return new Arguments(a.positional().subList(from, a.count()), a.named());
  }

  private static Value select(
      Value value, Arguments a, boolean byAttribute, boolean isWanted, Execution x) {
    checkNames("select_or_reject", a);
    return Lazy.deferred(
        "select_or_reject",
        () -> {
          if (!value.truth()) {
            return () -> null;
          }
          var condition = condition(a, byAttribute, x);
          var items = Operations.iterate(value, x);
          return () -> {
            while (items.hasNext()) {
              x.meter().step();
              Value item = items.next();
              if (condition.test(item) == isWanted) {
                return item;
              }
            }
            return null;
          };
        });
  }

  private static Predicate<Value> condition(Arguments a, boolean byAttribute, Execution x) {
    if (byAttribute && a.positional().isEmpty()) {
      throw Bound.filterArgumentError("Missing parameter for attribute name");
    }
    var path = AttributePath.of(byAttribute ? a.at(0) : None.NONE);
    int used = byAttribute ? 1 : 0;
    if (a.count() == used) {
      return item -> path.get(item, x).truth();
    }
    String name = name(a.at(used), x);
    var rest = rest(a, used + 1);
    return item -> {
      Value tested = path.get(item, x);
      return x.test(name).test(tested, rest, x);
    };
  }
}
