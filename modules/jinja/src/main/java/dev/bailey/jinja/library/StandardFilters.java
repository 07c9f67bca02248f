package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Filter;
import java.util.HashMap;
import java.util.Map;

/// The filters of Jinja2 3.1.
public final class StandardFilters {
  private StandardFilters() {}

  /// All of them by name.
  public static Map<String, Filter> all() {
    var all = new HashMap<String, Filter>();
    all.putAll(TextFilters.all());
    all.putAll(HtmlFilters.all());
    all.putAll(NumberFilters.all());
    all.putAll(SequenceFilters.all());
    all.putAll(SelectionFilters.all());
    all.putAll(OrderFilters.all());
    return Map.copyOf(all);
  }
}
