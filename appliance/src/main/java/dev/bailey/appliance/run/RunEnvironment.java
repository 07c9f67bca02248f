package dev.bailey.appliance.run;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFailure;
import dev.bailey.registry.Account;
import dev.bailey.registry.EnvironmentVariable;
import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.EnvironmentVariables;
import dev.bailey.warehouse.lock.LockPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `env_var` sees in a run: the project's variables, those of the environment over them, those
/// of the job over both, and what dbt Cloud tells every run (facts/api.md 2.8).
///
/// @param secrets values that no log may show
record RunEnvironment(Map<String, String> values, List<String> secrets) {

  /// Which variable has another say than `busy_relation`.
  private static final String BUSY_RELATION = "DBT_BAILEY_BUSY_RELATION";

  /// What the run does about a relation that another run is writing.
  ///
  /// @param standard what runs do where no variable says otherwise
  /// @throws RunFailure when the variable says something else
  LockPolicy over(LockPolicy standard) {
    return Optional.ofNullable(values.get(BUSY_RELATION))
        .map(word ->
            LockPolicy.Action.named(word)
                .map(standard::with)
                .orElseThrow(() ->
                    new RunFailure(
                        "The variable %s must be one of %s, not '%s'."
                            .formatted(BUSY_RELATION, LockPolicy.Action.words(), word))))
        .orElse(standard);
  }

  static RunEnvironment of(Run run, Job job, EnvironmentVariables variables) {
    Map<String, EnvironmentVariable> own =
        variables.effective(
            run.project(),
            List.of(
                new Scope.OfProject(),
                new Scope.OfEnvironment(run.environment()),
                new Scope.OfJob(job.id().value())));
    var values = new LinkedHashMap<String, String>();
    own.forEach((name, variable) -> values.put(name, variable.value().reveal()));
    values.put("DBT_CLOUD_ACCOUNT_ID", Account.ID.toString());
    values.put("DBT_CLOUD_PROJECT_ID", run.project().toString());
    values.put("DBT_CLOUD_ENVIRONMENT_ID", run.environment().toString());
    values.put("DBT_CLOUD_JOB_ID", run.job().toString());
    values.put("DBT_CLOUD_RUN_ID", run.id().toString());
    values.put("DBT_CLOUD_RUN_REASON", run.trigger().cause());
    values.put("DBT_CLOUD_RUN_REASON_CATEGORY", run.trigger().category().word());
    run.commit().ifPresent(commit -> values.put("DBT_CLOUD_GIT_SHA", commit.sha()));
    List<String> secrets =
        own.values().stream()
            .filter(EnvironmentVariable::secret)
            .map(variable -> variable.value().reveal())
            .toList();
    return new RunEnvironment(values, secrets);
  }
}
