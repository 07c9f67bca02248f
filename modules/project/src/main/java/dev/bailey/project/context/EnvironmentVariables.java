package dev.bailey.project.context;

import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Parameters;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// `env_var` for project files, where secrets are refused. It remembers what was asked, because a
/// parse holds only as long as the answers do.
public final class EnvironmentVariables {
  private static final String SECRET = "DBT_ENV_SECRET";
  private static final String NEW_SECRET = "DBT_ENGINE_ENV_SECRET";

  private final Map<String, String> environment;
  private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

  public EnvironmentVariables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// The variables asked for so far, with what they were.
  public Map<String, Optional<String>> read() {
    return Map.copyOf(read);
  }

  Value function() {
    return Builtin.of(
        Parameters.of("env_var", "var, default="),
        (a, x) -> find(a.get(0), a.get(1, None.NONE), x));
  }

  private Value find(Value key, Value fallback, Execution x) {
    String name = Operations.str(key, x);
    if (name.startsWith(SECRET) || name.startsWith(NEW_SECRET)) {
      throw TemplateException.of(
          "CompilationError",
          ("Secret env vars are allowed only in profiles.yml or packages.yml. Found '%s'"
                  + " referenced elsewhere. Rename the variable if it holds no secret.")
              .formatted(name));
    }
    Optional<String> value = Optional.ofNullable(environment.get(name));
    read.put(name, value);
    if (value.isPresent()) {
      return Str.of(value.get());
    }
    if (fallback == None.NONE) {
      throw TemplateException.of(
          "CompilationError",
          "Env var required but not provided: '%s'. Set it, or give env_var a default."
              .formatted(name));
    }
    return fallback;
  }
}
