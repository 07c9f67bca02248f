package dev.bailey.engine.context;

import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Builtin;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.relation.Given;
import dev.bailey.project.relation.Relation;
import org.jspecify.annotations.Nullable;

/// `exceptions`: how templates warn, and how they end their run.
public final class ExceptionsValue extends HostValue {
  private final Notices notices;

  public ExceptionsValue(Notices notices) {
    this.notices = notices;
  }

  @Override
  public String typeName() {
    return "dict";
  }

  @Override
  public boolean isMapping() {
    return true;
  }

  @Override
  public @Nullable Value item(Value key, Execution x) {
    return key instanceof Str name ? attribute(name.value(), x) : null;
  }

  @Override
  public @Nullable Value attribute(String name, Execution x) {
    return switch (name) {
      case "warn", "warn_snapshot_timestamp_data_types" -> Builtin.free(name, (a, _) -> warn(a));
      case "raise_compiler_error",
          "raise_invalid_property_yml_version",
          "raise_duplicate_resource_name",
          "raise_duplicate_patch_name",
          "raise_dataclass_not_dict",
          "raise_ambiguous_alias",
          "raise_ambiguous_catalog_match",
          "raise_cache_inconsistent",
          "raise_dep_not_found" ->
          raising(name, "CompilationError");
      case "raise_database_error" -> raising(name, "DbtDatabaseError");
      case "raise_not_implemented" -> raising(name, "NotImplementedError");
      case "raise_dependency_error" -> raising(name, "DependencyError");
      case "raise_fail_fast_error" -> raising(name, "FailFastError");
      case "raise_contract_error" -> Builtin.free(name, ContractMismatch::raise);
      case "column_type_missing" -> Builtin.free(name, ExceptionsValue::columnTypeMissing);
      case "missing_config" -> Builtin.free(name, ExceptionsValue::missingConfig);
      case "missing_materialization" -> Builtin.free(name, (a, _) -> missingMaterialization(a));
      case "missing_relation" -> Builtin.free(name, (a, _) -> missingRelation(a));
      case "relation_wrong_type" -> Builtin.free(name, (a, _) -> wrongType(a));
      default -> null;
    };
  }

  private static Builtin raising(String function, String type) {
    return Builtin.free(
        function,
        (a, _) -> {
          throw TemplateException.of(type, message(a));
        });
  }

  private static String message(Arguments a) {
    if (a.count() > 0) {
      return a.at(0).str();
    }
    return a.named().isEmpty() ? "" : a.named().values().iterator().next().str();
  }

  private Value warn(Arguments a) {
    notices.warn(message(a));
    return Str.EMPTY;
  }

  private static Value missingConfig(Arguments a, Execution x) {
    Value model = Given.argument(a, 0, "model");
    throw Failures.compilation(
        "Model \"%s\" does not define a required config parameter \"%s\"."
            .formatted(
                Given.member(model, "unique_id", x).str(), Given.argument(a, 1, "name").str()));
  }

  private static Value missingMaterialization(Arguments a) {
    throw Failures.compilation(
        "No materialization '%s' was found for adapter %s! (searched types 'default' and '%s')"
            .formatted(message(a), a.at(a.count() - 1).str(), a.at(a.count() - 1).str()));
  }

  private static Value missingRelation(Arguments a) {
    throw Failures.compilation("Relation " + message(a) + " not found!");
  }

  private static Value wrongType(Arguments a) {
    Relation relation = Given.relation(Given.argument(a, 0, "relation"), "relation_wrong_type");
    String expected = Given.argument(a, 1, "expected_type").str();
    throw Failures.compilation(
        """
        Trying to create %s %s, but it currently exists as a %s. Either drop %s manually, or run \
        dbt with `--full-refresh` and dbt will drop it for you.\
        """
            .formatted(
                expected, relation.render(), relation.type().orElse("None"), relation.render()));
  }

  private static Value columnTypeMissing(Arguments a, Execution x) {
    var names = new java.util.StringJoiner("\n- ");
    dev.bailey.jinja.value.Operations.items(a.at(0), x).forEach(name -> names.add(name.str()));
    throw Failures.compilation(
        "Contracted models require data_type to be defined for each column.  Please ensure that"
            + " the column name and data_type are defined within the YAML configuration for the "
            + names
            + " column(s).");
  }
}
