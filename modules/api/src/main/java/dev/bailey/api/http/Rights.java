package dev.bailey.api.http;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Run;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.Environments;
import dev.bailey.registry.Project;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;

/// Which permission each thing needs. What belongs to an environment is asked for by its category,
/// because some roles may change things in development and not in production.
public record Rights(Environments environments) {

  /// To do something with a job.
  public Permission job(Job job, Action action) {
    return Permission.project(job.project(), ProjectArea.JOBS, action)
        .in(category(job.environment()));
  }

  /// To do something with a run.
  public Permission run(Run run, Action action) {
    return Permission.project(run.project(), ProjectArea.RUNS, action)
        .in(category(run.environment()));
  }

  /// To do something with an environment.
  public static Permission environment(Environment environment, Action action) {
    return Permission.project(environment.project(), ProjectArea.ENVIRONMENTS, action)
        .in(environment.definition().kind().category());
  }

  /// To do something with a project itself.
  public static Permission project(Project project, Action action) {
    return Permission.project(project.id(), ProjectArea.PROJECT, action);
  }

  private EnvironmentCategory category(EnvironmentId id) {
    return environments
        .find(id)
        .map(environment -> environment.definition().kind())
        .orElse(EnvironmentKind.GENERAL)
        .category();
  }
}
