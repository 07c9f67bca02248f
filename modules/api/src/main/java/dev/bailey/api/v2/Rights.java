package dev.bailey.api.v2;

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
record Rights(Environments environments) {

  Permission job(Job job, Action action) {
    return Permission.project(job.project(), ProjectArea.JOBS, action)
        .in(category(job.environment()));
  }

  Permission run(Run run, Action action) {
    return Permission.project(run.project(), ProjectArea.RUNS, action)
        .in(category(run.environment()));
  }

  static Permission environment(Environment environment, Action action) {
    return Permission.project(environment.project(), ProjectArea.ENVIRONMENTS, action)
        .in(environment.definition().kind().category());
  }

  static Permission project(Project project, Action action) {
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
