package dev.bailey.engine.run;

import dev.bailey.engine.Artifacts;
import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.adapter.RelationLocks;
import dev.bailey.engine.connection.RelationCache;
import dev.bailey.engine.seed.SeedFiles;
import dev.bailey.jinja.value.Budget;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.batch.BatchResults;
import dev.bailey.project.compile.Compiler;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.relation.Relation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the nodes of one invocation share.
///
/// @param graph what templates see as `graph`
/// @param deferral what stands in for nodes that are not built here
/// @param retried what became of the batches of microbatch models in the run that is repeated, by
///   unique id; only of those of which some batches were built
/// @param selected unique ids of what the command is about
public record Work(
    ParsedProject project,
    Contexts contexts,
    Compiler compiler,
    Adapter adapter,
    RelationCache cache,
    RelationLocks locks,
    Crew crew,
    Artifacts artifacts,
    GraphData graph,
    SeedFiles seeds,
    Deferral deferral,
    Map<String, BatchResults> retried,
    List<String> selected) {
  /// Templates that run statements are bounded by the warehouse's and the run's limits of time.
  public static final Budget BUDGET =
      new Budget(
          200_000_000, 200_000_000, 400, Duration.ofHours(24), 1_000_000_000L, 1_000_000_000L);

  public Work {
    retried = Map.copyOf(retried);
    selected = List.copyOf(selected);
  }

  RunOptions options() {
    return crew.options();
  }

  Reporter reporter() {
    return crew.reporter();
  }

  /// Which parts of names the project quotes.
  Relation.Policy quoting() {
    return Relation.Policy.of(project.config().quoting());
  }

  Failure failure() {
    return new Failure(adapter);
  }

  /// The query comment of the project, as written.
  Data queryComment() {
    return project.config().queryComment();
  }
}
