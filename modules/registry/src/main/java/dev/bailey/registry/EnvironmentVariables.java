package dev.bailey.registry;

import dev.bailey.registry.EnvironmentVariable.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps environment variables, their values sealed with the project's key. What every keeper must
/// do is in `EnvironmentVariablesContract`.
public interface EnvironmentVariables {

  /// Keeps a value, in the place of a former one for the same name and scope.
  EnvironmentVariable set(ProjectId project, Scope scope, String name, Secret value, Instant at);

  /// The value.
  Optional<EnvironmentVariable> find(VariableId id);

  /// All values of a project, by name, then by id.
  List<EnvironmentVariable> list(ProjectId project);

  /// Forgets a value; does nothing when there is none.
  void remove(VariableId id);

  /// What dbt sees, the later of `scopes` beating the earlier.
  default Map<String, EnvironmentVariable> effective(ProjectId project, List<Scope> scopes) {
    var values = new TreeMap<String, EnvironmentVariable>();
    List<EnvironmentVariable> all = list(project);
    for (Scope scope : scopes) {
      all.stream()
          .filter(value -> value.scope().equals(scope))
          .forEach(value -> values.put(value.name(), value));
    }
    return values;
  }
}
