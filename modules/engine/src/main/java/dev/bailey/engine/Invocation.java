package dev.bailey.engine;

import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.Target;
import java.util.Map;

/// One dbt command and all that it works with.
///
/// @param target where it runs; the threads of the command win over its threads
/// @param warehouse opened and closed by the caller; commands that need none open no session
/// @param environment what `env_var` may see
public record Invocation(
    DbtCommand command,
    ProjectSource project,
    Target target,
    Warehouse warehouse,
    Map<String, String> environment,
    Surroundings surroundings) {
  public Invocation {
    environment = Map.copyOf(environment);
  }

  /// The same, heard of by another.
  Invocation heardBy(Listener listener) {
    return new Invocation(
        command,
        project,
        target,
        warehouse,
        environment,
        new Surroundings(listener, surroundings.artifacts(), surroundings.stop()));
  }

  /// Who hears of the invocation, keeps its files, and may stop it.
  public record Surroundings(Listener listener, Artifacts artifacts, Stop stop) {}
}
