package dev.bailey.project.context;

import dev.bailey.project.ParseOptions;
import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Something that a parse asks of its invocation. The parse holds for every other invocation that
/// gives the same answers.
///
/// @param name of the variable or flag; empty where all are asked for
public record Question(Kind kind, String name) {
  private static final String CUSTOM_ENVIRONMENT = "DBT_ENV_CUSTOM_ENV_";

  /// What is asked for.
  public enum Kind {
    /// `env_var(name)`.
    ENVIRONMENT_VARIABLE,
    /// `flags.NAME`.
    FLAG,
    /// `invocation_args_dict`.
    ARGUMENTS,
    /// `dbt_metadata_envs`.
    CUSTOM_ENVIRONMENT
  }

  /// What an invocation answers; [Data.Nothing] when it does not know.
  public Data answer(ParseOptions options) {
    return switch (kind) {
      case ENVIRONMENT_VARIABLE -> Data.of(Optional.ofNullable(options.environment().get(name)));
      case FLAG -> options.flags().find(name).orElse(Data.nothing());
      case ARGUMENTS -> arguments(options);
      case CUSTOM_ENVIRONMENT -> customEnvironment(options);
    };
  }

  private static Data customEnvironment(ParseOptions options) {
    var all = new TreeMap<String, Data>();
    options
        .environment()
        .forEach((name, value) -> {
          if (name.startsWith(CUSTOM_ENVIRONMENT)) {
            all.put(name.substring(CUSTOM_ENVIRONMENT.length()), Data.of(value));
          }
        });
    return Data.dict(all);
  }

  private static Data arguments(ParseOptions options) {
    var all = new LinkedHashMap<String, Data>();
    options
        .flags()
        .entries()
        .forEach((key, value) ->
            key.asText().ifPresent(name -> all.put(name.toLowerCase(Locale.ROOT), value)));
    return Data.dict(all);
  }
}
