package dev.bailey.jinja.code;

import dev.bailey.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The variables of a place in a template that another template, or a scoped block, sees there:
/// what the scopes around it have set, not what they have only read.
///
/// @param isEmpty whether nothing is seen, so that the names are those of the template
record Locals(List<Local> variables, boolean isEmpty) {
  /// One variable and how far out it is.
  record Local(int hops, Scope.Variable variable) {}

  static Locals none() {
    return new Locals(List.of(), true);
  }

  static Locals of(Scope scope) {
    return new Locals(
        scope.allStored().stream()
            .map(variable -> new Local(scope.hopsTo(variable), variable))
            .toList(),
        false);
  }

  Map<String, Value> values(Frame f) {
    var values = new LinkedHashMap<String, Value>();
    for (Local local : variables) {
      Value value = Reads.raw(f, local.hops, local.variable);
      if (value != null && !Blocks.isMissing(value)) {
        values.put(local.variable.name(), value);
      }
    }
    return values;
  }

  /// The names of the frame with these variables in front.
  Names names(Frame f) {
    return isEmpty ? f.names : f.names.derived(values(f));
  }
}
