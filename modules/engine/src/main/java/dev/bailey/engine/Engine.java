package dev.bailey.engine;

import dev.bailey.source.SourceTree;
import java.time.Clock;

/// Performs dbt commands. One engine serves a whole process, several invocations at a time: what it
/// parsed stays warm, so that the second command on the same commit does not parse again.
public final class Engine {
  private final Clock clock;
  private final WarmProjects projects;

  /// An engine that keeps what it parsed in memory.
  ///
  /// @param builtins the macro package `dbt`
  public Engine(Clock clock, SourceTree builtins) {
    this(clock, builtins, ParseCache.NONE);
  }

  /// @param builtins the macro package `dbt`
  /// @param cache what an earlier process parsed
  public Engine(Clock clock, SourceTree builtins, ParseCache cache) {
    this.clock = clock;
    this.projects = new WarmProjects(builtins, cache);
  }

  /// Carries out one command to its end, on the calling thread and on threads of its own.
  ///
  /// Never throws for what the project or the warehouse did: that is in the result, and was told to
  /// the listener.
  public CommandResult perform(Invocation invocation) {
    CommandResult result = new Performance(invocation, projects, clock).perform();
    projects.save();
    return result;
  }
}
