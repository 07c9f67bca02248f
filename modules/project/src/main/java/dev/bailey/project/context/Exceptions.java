package dev.bailey.project.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import java.util.HashMap;
import java.util.Map;

/// `exceptions`: the functions by which macros give up, under dbt's names.
final class Exceptions {
  private Exceptions() {}

  static Value of(Voice voice) {
    var all = new HashMap<String, Value>();
    all.put("warn", Builtin.free("warn", (a, x) -> warn(voice, a, x)));
    raising(all, "CompilationError", "raise_compiler_error", "{0}");
    raising(all, "DbtDatabaseError", "raise_database_error", "{0}");
    raising(all, "DependencyError", "raise_dependency_error", "{0}");
    raising(all, "NotImplementedError", "raise_not_implemented", "{0}");
    raising(all, "FailFastError", "raise_fail_fast_error", "{0}");
    raising(all, "CompilationError", "raise_invalid_property_yml_version", "{0}: {1}");
    raising(all, "CompilationError", "raise_ambiguous_alias", "ambiguous alias: {0} and {1}");
    raising(
        all,
        "CompilationError",
        "raise_ambiguous_catalog_match",
        "dbt found two relations in its catalog with similar database identifiers: {0}");
    raising(all, "CacheInconsistencyError", "raise_cache_inconsistent", "Cache inconsistency: {0}");
    raising(
        all,
        "CompilationError",
        "raise_dataclass_not_dict",
        "the object ({0}) was used as a dictionary; use it as an object");
    raising(all, "CompilationError", "raise_dep_not_found", "dependency not found: {1}");
    raising(all, "CompilationError", "raise_duplicate_patch_name", "two patches for {0}");
    raising(all, "CompilationError", "raise_duplicate_resource_name", "two resources: {0}, {1}");
    raising(all, "CompilationError", "missing_config", "{0} needs the config '{1}'");
    raising(
        all,
        "CompilationError",
        "missing_materialization",
        "no materialization '{1}' was found for this adapter");
    raising(all, "CompilationError", "missing_relation", "relation {0} not found");
    raising(
        all,
        "CompilationError",
        "relation_wrong_type",
        "Trying to create {1} {0}, but it currently exists as something else. Either drop {0}"
            + " manually, or run dbt with `--full-refresh` and dbt will drop it for you.");
    raising(
        all,
        "ContractError",
        "raise_contract_error",
        "This model has an enforced contract that failed: expected {0}, got {1}");
    raising(
        all,
        "CompilationError",
        "column_type_missing",
        "Contracted models require data_type to be defined for each column: {0}");
    all.put(
        "warn_snapshot_timestamp_data_types",
        Builtin.free(
            "warn_snapshot_timestamp_data_types",
            (a, x) -> {
              voice.warn(
                  ("Data type of snapshot table timestamp columns (%s) doesn't match derived column"
                          + " 'updated_at' (%s). Please update snapshot config 'updated_at'.")
                      .formatted(text(a, 0, x), text(a, 1, x)));
              return Str.EMPTY;
            }));
    return new HostFunctions("exceptions", all);
  }

  private static Value warn(Voice voice, Arguments arguments, Execution x) {
    voice.warn(text(arguments, 0, x));
    return Str.EMPTY;
  }

  private static void raising(Map<String, Value> all, String type, String name, String message) {
    all.put(
        name,
        Builtin.free(
            name,
            (arguments, x) -> {
              throw TemplateException.of(type, filled(message, arguments, x));
            }));
  }

  private static String filled(String message, Arguments arguments, Execution x) {
    String text = message;
    for (int i = 0; i < 2; i++) {
      text =
          text.contains("{" + i + "}") ? text.replace("{" + i + "}", text(arguments, i, x)) : text;
    }
    return text;
  }

  /// The argument at `index`, whether given by position or by name.
  private static String text(Arguments arguments, int index, Execution x) {
    if (index < arguments.count()) {
      return Operations.str(arguments.at(index), x);
    }
    return arguments.named().values().stream()
        .skip(index - arguments.count())
        .findFirst()
        .map(value -> Operations.str(value, x))
        .orElse("");
  }
}
