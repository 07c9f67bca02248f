package dev.bailey.engine.command;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The switches by which dbt brings in changes of behaviour, as dbt 1.12 sets them.
///
/// @see <a href="https://docs.getdbt.com/reference/global-configs/behavior-changes">dbt's list</a>
final class BehaviourFlags {
  static final Map<String, Boolean> DEFAULTS = defaults();

  private BehaviourFlags() {}

  private static Map<String, Boolean> defaults() {
    var flags = new TreeMap<String, Boolean>();
    for (String on :
        new String[] {
          "require_explicit_package_overrides_for_builtin_materializations",
          "require_resource_names_without_spaces",
          "source_freshness_run_project_hooks",
          "require_batched_execution_for_custom_microbatch_strategy",
          "skip_nodes_if_on_run_start_fails",
          "state_modified_compare_more_unrendered_values",
          "require_yaml_configuration_for_mf_time_spines",
          "require_nested_cumulative_type_params",
          "validate_macro_args",
          "require_all_warnings_handled_by_warn_error",
          "require_generic_test_arguments_property"
        }) {
      flags.put(on, true);
    }
    for (String off :
        new String[] {
          "state_modified_compare_vars",
          "require_unique_project_resource_names",
          "require_ref_searches_node_package_before_root",
          "require_valid_schema_from_generate_schema_name",
          "allow_jinja_file_extensions",
          "require_sql_header_in_test_configs",
          "support_custom_ref_kwargs",
          "require_corrected_analysis_fqns",
          "require_source_and_semantic_model_names_without_spaces",
          "enable_grouped_warn_error_parser_logs",
          "use_catalogs_v2",
          "latest_version_pointer_enabled_by_default"
        }) {
      flags.put(off, false);
    }
    return Collections.unmodifiableMap(flags);
  }
}
