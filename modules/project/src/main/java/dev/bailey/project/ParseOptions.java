package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import java.time.Instant;
import java.util.Map;

/// What an invocation brings to a project.
///
/// @param vars those of `--vars`
/// @param environment what `env_var` may see, secrets (`DBT_ENV_SECRET...`) included
/// @param flags the `flags` object of templates, such as `FULL_REFRESH`, under dbt's upper case
///   names
/// @param invocationId dbt's `invocation_id`
/// @param startedAt dbt's `run_started_at`
public record ParseOptions(
    Target target,
    Data.Dict vars,
    Map<String, String> environment,
    Data.Dict flags,
    String invocationId,
    Instant startedAt) {
  public ParseOptions {
    environment = Map.copyOf(environment);
  }
}
