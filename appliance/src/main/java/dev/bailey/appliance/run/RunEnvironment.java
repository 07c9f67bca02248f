package dev.bailey.appliance.run;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Run;
import dev.bailey.registry.Account;
import dev.bailey.registry.EnvironmentVariable;
import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.EnvironmentVariables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `env_var` sees in a run: the project's variables, those of the environment over them, those
/// of the job over both, and what dbt Cloud tells every run (facts/api.md 2.8).
///
/// @param secrets values that no log may show
record RunEnvironment(Map<String, String> values, List<String> secrets) {

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
