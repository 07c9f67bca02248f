package dev.bailey.engine.context;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Value;
import java.util.Map;

/// Calls macros from Java, as dbt's adapters do from Python: by their plain name, found as the root
/// project sees it, so that a project can replace them.
@FunctionalInterface
public interface MacroCalls {

  /// What the macro returns.
  Value call(String macro, Map<String, Value> named, Execution x);
}
