package dev.bailey.jinja.library;

import static dev.bailey.jinja.library.Bound.filter;
import static dev.bailey.jinja.library.Bound.flag;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.NamedTuple;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Sorting;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Filters that sort, compare and group.
final class OrderFilters {
  private static final List<String> GROUP = List.of("grouper", "list");

  private OrderFilters() {}

  static Map<String, Filter> all() {
    return Map.ofEntries(
        filter("sort", "reverse=, case_sensitive=, attribute=", OrderFilters::sort),
        filter("dictsort", "case_sensitive=, by=, reverse=", OrderFilters::dictsort),
        filter("min", "case_sensitive=, attribute=", (v, a, x) -> extreme(v, a, false, x)),
        filter("max", "case_sensitive=, attribute=", (v, a, x) -> extreme(v, a, true, x)),
        filter("groupby", "attribute, default=, case_sensitive=", OrderFilters::groupby));
  }

  private static Value sort(Value value, Parameters.Bound a, Execution x) {
    var key = AttributePath.sortKey(a.get(2, None.NONE), flag(a, 1), x);
    var items = Operations.items(value, x);
    return ListValue.copyOf(Sorting.sorted(items, key, isReversed(a, 0), x));
  }

  /// Python's `sorted` takes nothing but numbers for `reverse`.
  private static boolean isReversed(Parameters.Bound a, int index) {
    return Bound.integer(a, index, 0) != 0;
  }

  private static Value dictsort(Value value, Parameters.Bound a, Execution x) {
    int position =
        switch (a.get(1, Str.of("key")).str()) {
          case "key" -> 0;
          case "value" -> 1;
          default ->
              throw Bound.filterArgumentError("You can only sort by either \"key\" or \"value\"");
        };
    var path = new AttributePath(List.of(Int.of(position)), !flag(a, 0), None.NONE);
    Value items = Bound.itemsOf(value, x);
    return ListValue.copyOf(
        Sorting.sorted(Operations.items(items, x), item -> path.get(item, x), isReversed(a, 2), x));
  }

  private static Value extreme(Value value, Parameters.Bound a, boolean isMax, Execution x) {
    var path = AttributePath.of(a.get(1, None.NONE), flag(a, 0));
    var items = Operations.iterate(value, x);
    if (!items.hasNext()) {
      return x.undefinedBecause("No aggregated item, sequence was empty.");
    }
    Value best = items.next();
    Value bestKey = path.get(best, x);
    while (items.hasNext()) {
      x.meter().step();
      Value item = items.next();
      Value key = path.get(item, x);
      if (isMax ? Operations.greater(key, bestKey, x) : Operations.less(key, bestKey, x)) {
        best = item;
        bestKey = key;
      }
    }
    return best;
  }

  private static Value groupby(Value value, Parameters.Bound a, Execution x) {
    boolean isCaseSensitive = flag(a, 2);
    var shown = AttributePath.of(a.get(0)).withFallback(a.get(1, None.NONE));
    var path = new AttributePath(shown.parts(), !isCaseSensitive, shown.fallback());
    var sorted = Sorting.sorted(Operations.items(value, x), item -> path.get(item, x), false, x);
    var groups = ListValue.empty();
    int start = 0;
    while (start < sorted.size()) {
      Value key = path.get(sorted.get(start), x);
      var members = new ArrayList<Value>();
      int end = start;
      while (end < sorted.size() && Operations.equal(path.get(sorted.get(end), x), key, x)) {
        members.add(sorted.get(end++));
      }
      if (members.isEmpty()) {
        // A key such as NaN that is not even equal to itself is a group of its own.
        members.add(sorted.get(end++));
      }
      Value grouper = isCaseSensitive ? key : shown.get(members.getFirst(), x);
      groups.add(NamedTuple.plain("_GroupTuple", GROUP, grouper, ListValue.copyOf(members)));
      start = end;
    }
    return groups;
  }
}
