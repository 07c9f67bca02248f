package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.jinja.value.ListValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TupleValue;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything around carrying out a selection: schemas and cache before it, the hooks of the run on
/// both sides.
public final class GraphTask {
  /// What leaves nothing in the warehouse, by dbt's count.
  private static final Set<Status> FRUITLESS =
      EnumSet.of(Status.ERROR, Status.FAIL, Status.SKIPPED, Status.LEFT);

  private final Work work;
  private final Plan plan;

  /// What is to be done.
  ///
  /// @param nodes what to carry out, by unique id
  /// @param parents for each of them the others that it waits for
  /// @param isRest whether this is what is left of a command that was killed: its hooks are still
  ///   to be run, even if no node is left
  public record Plan(
      Map<String, Resource> nodes,
      Map<String, ? extends Set<String>> parents,
      Around around,
      boolean isRest) {
    public Plan {
      nodes = Map.copyOf(nodes);
    }
  }

  /// What happens around the nodes.
  public enum Around {
    /// Nothing: the warehouse is not changed.
    NOTHING,
    /// The hooks of the run are run.
    HOOKS,
    /// Schemas are made.
    SCHEMAS,
    /// Schemas are made, and the hooks of the run are run.
    SCHEMAS_AND_HOOKS;

    boolean makesSchemas() {
      return this == SCHEMAS || this == SCHEMAS_AND_HOOKS;
    }

    boolean runsHooks() {
      return this == HOOKS || this == SCHEMAS_AND_HOOKS;
    }
  }

  public GraphTask(Work work, Plan plan) {
    this.work = work;
    this.plan = plan;
  }

  /// Carries the plan out.
  ///
  /// @return a result for each node and hook, those of hooks included
  public List<NodeResult> run(GraphRun.Task task) {
    long start = System.nanoTime();
    if (plan.nodes.isEmpty() && !plan.isRest) {
      work.reporter().nothingToDo();
      return List.of();
    }
    work.reporter().concurrency(work.options().threads(), plan.nodes.size());
    List<NodeResult> results = runAround(task);
    if (plan.around.makesSchemas()) {
      work.reporter().finished(results, Duration.ofNanos(System.nanoTime() - start));
    }
    return results;
  }

  private List<NodeResult> runAround(GraphRun.Task task) {
    Connection master = work.crew().connections().connection();
    try {
      prepare(master);
      var results = new ArrayList<>(hooks(master, Operation.When.ON_RUN_START, Map.of()));
      List<NodeResult> done = nodes(task, results);
      results.addAll(done);
      results.addAll(hooks(master, Operation.When.ON_RUN_END, afterwards(done)));
      return results;
    } finally {
      master.close();
    }
  }

  private void prepare(Connection master) {
    List<Node> nodes =
        plan.nodes.values().stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    new Schemas(work).prepare(plan.around.makesSchemas() ? nodes : List.of(), master);
  }

  private List<NodeResult> hooks(Connection master, Operation.When when, Map<String, Value> names) {
    return plan.around.runsHooks() ? new RunHooks(work, master).run(when, names) : List.of();
  }

  private List<NodeResult> nodes(GraphRun.Task task, List<NodeResult> hooks) {
    boolean failed = hooks.stream().anyMatch(hook -> hook.status().isFailure());
    if (failed) {
      work.crew().stop().request("");
    }
    return new GraphRun(work.crew(), task, plan.nodes, plan.parents).run();
  }

  /// What the hooks at the end see: nothing of the hooks at the start.
  private Map<String, Value> afterwards(List<NodeResult> results) {
    var places = new LinkedHashSet<RelationName>();
    for (NodeResult result : results) {
      if (!FRUITLESS.contains(result.status())
          && result.node() instanceof Node node
          && Schemas.hasRelation(node)) {
        places.add(
            new RelationName(
                node.relation().database(),
                node.relation().schema(),
                "",
                java.util.Optional.empty()));
      }
    }
    var schemas = new LinkedHashSet<Value>();
    var pairs = new LinkedHashSet<Value>();
    for (RelationName place : places) {
      Value schema = Str.of(place.schema());
      schemas.add(schema);
      pairs.add(TupleValue.of(Values.of(Data.of(place.database())), schema));
    }
    return Map.of(
        "results", ResultValue.list(results),
        "schemas", ListValue.copyOf(schemas),
        "database_schemas", ListValue.copyOf(pairs));
  }
}
