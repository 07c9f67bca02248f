package dev.bailey.project.parse;

import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.MacroView;
import dev.bailey.project.context.Making;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which macros a generic test sees while it is parsed: its own, the one that wraps the tested
/// relation, and all that these lead to. Tests of one kind see the same.
final class TestMacros {
  /// What the `model` of every test calls.
  private static final String WRAPPER = "get_where_subquery";

  private final MacroCatalog catalog;
  private final MacroCalls calls;
  private final Map<String, Seen> known = new ConcurrentHashMap<>();

  TestMacros(MacroCatalog catalog) {
    this.catalog = catalog;
    this.calls = new MacroCalls(catalog);
  }

  /// @param asked the names that were looked up on the way, for whatever piece is being made
  private record Seen(MacroView macros, Set<String> asked) {}

  /// What a test sees whose macro is `test`.
  MacroView of(MacroCatalog.Entry test) {
    Seen seen = known.computeIfAbsent(test.uniqueId(), _ -> seen(test));
    seen.asked().forEach(Making::asks);
    return seen.macros();
  }

  private Seen seen(MacroCatalog.Entry test) {
    var making = new Making();
    MacroView macros =
        making.of(() -> {
          var reached = new LinkedHashSet<MacroCatalog.Entry>();
          catalog.anywhere(WRAPPER).ifPresent(wrapper -> reach(wrapper, reached));
          reach(test, reached);
          var byName = new LinkedHashMap<String, MacroCatalog.Entry>();
          var spaces = new HashMap<String, Map<String, MacroCatalog.Entry>>();
          for (MacroCatalog.Entry macro : reached) {
            String name = macro.definition().name();
            byName.put(name, macro);
            spaces
                .computeIfAbsent(macro.definition().packageName(), _ -> new HashMap<>())
                .put(name, macro);
          }
          return new MacroView.Reached(catalog, byName, spaces);
        });
    return new Seen(macros, making.asked());
  }

  private void reach(MacroCatalog.Entry macro, Set<MacroCatalog.Entry> reached) {
    if (reached.add(macro)) {
      calls.of(macro).forEach(called -> reach(called, reached));
    }
  }
}
