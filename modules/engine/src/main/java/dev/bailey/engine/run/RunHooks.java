package dev.bailey.engine.run;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Runs `on-run-start` and `on-run-end`: each statement commits by itself, and the first that fails
/// ends the others.
final class RunHooks {
  private final Work work;
  private final Connection connection;

  RunHooks(Work work, Connection connection) {
    this.work = work;
    this.connection = connection;
  }

  /// @param names further names that the hooks see, such as `results`
  /// @return a result for each hook, skipped ones included
  List<NodeResult> run(Operation.When when, Map<String, Value> names) {
    List<Operation> hooks = hooks(when);
    var results = new ArrayList<NodeResult>();
    boolean failed = false;
    for (int i = 0; i < hooks.size(); i++) {
      Operation hook = hooks.get(i);
      NodeResult result = failed ? skipped(hook) : run(hook, i + 1, hooks.size(), names);
      failed |= result.status().isFailure();
      results.add(result);
    }
    return results;
  }

  private List<Operation> hooks(Operation.When when) {
    return work.project().manifest().nodes().values().stream()
        .filter(Operation.class::isInstance)
        .map(Operation.class::cast)
        .filter(hook -> hook.when() == when)
        .sorted(
            Comparator.comparing(
                    (Operation hook) -> hook.packageName().equals(work.project().config().name()))
                .thenComparing(Operation::packageName)
                .thenComparingInt(Operation::index))
        .toList();
  }

  private NodeResult run(Operation hook, int index, int total, Map<String, Value> names) {
    var scene = new Scene(work, connection);
    names.forEach(scene::put);
    connection.lend(
        "master",
        Optional.empty(),
        new CommentTemplate(work).around(Optional.empty(), "master", scene));
    Instant begun = Instant.now();
    long start = System.nanoTime();
    NodeResult.Outcome outcome;
    try {
      CompiledNode compiled = work.compiler().compile(hook.at(index), _ -> scene);
      work.reporter().hookBegan(hook, index, total);
      outcome = execute(hook, compiled);
    } catch (TemplateException | WarehouseException e) {
      outcome = NodeResult.Outcome.of(Status.ERROR, work.failure().message(e, hook));
    } finally {
      connection.release();
    }
    var result = result(hook, outcome, begun, Duration.ofNanos(System.nanoTime() - start));
    work.reporter().hookEnded(result, index, total);
    return result;
  }

  private NodeResult.Outcome execute(Operation hook, CompiledNode compiled) {
    if (!compiled.code().isBlank()) {
      connection.execute(compiled.code(), false, false, -1, List.of());
    }
    return new NodeResult.Outcome(
        Status.SUCCESS,
        Optional.of(hook.title() + " passed"),
        Optional.empty(),
        OptionalLong.of(0),
        Optional.of(compiled),
        false);
  }

  private static NodeResult skipped(Operation hook) {
    return new NodeResult(
        hook,
        NodeResult.Outcome.of(Status.SKIPPED, ""),
        List.of(),
        ThreadName.current(),
        Duration.ZERO);
  }

  private static NodeResult result(
      Operation hook, NodeResult.Outcome outcome, Instant begun, Duration time) {
    return new NodeResult(
        hook,
        outcome,
        List.of(
            new NodeResult.Timing("compile", begun, begun),
            new NodeResult.Timing("execute", begun, begun.plus(time))),
        ThreadName.current(),
        time);
  }
}
