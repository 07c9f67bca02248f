package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.run.Schedule.Turn;
import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Carries out the nodes of a selection on several threads. A node whose parents did not end well
/// is skipped, unless the config of the parent has it run all the same; after a failure under
/// `--fail-fast`, and after a request to stop, nothing more begins.
public final class GraphRun {
  private final Crew crew;
  private final Task task;
  private final Map<String, Resource> nodes;
  private final Schedule schedule;
  private final int total;
  private final List<NodeResult> results = new ArrayList<>();
  private final Map<String, NodeResult> blocked = new HashMap<>();
  private int begun;
  private boolean failedFast;
  private Optional<Error> broken = Optional.empty();

  /// What is done with each node.
  public interface Task {
    /// @param connection the thread's own
    /// @param helpers who may help with a node that has parts
    NodeResult carryOut(Resource resource, Connection connection, Helpers helpers);
  }

  /// @param nodes what to carry out, by unique id
  /// @param parents for each of them the others that it waits for
  public GraphRun(
      Crew crew,
      Task task,
      Map<String, Resource> nodes,
      Map<String, ? extends Set<String>> parents) {
    this.crew = crew;
    this.task = task;
    this.nodes = Map.copyOf(nodes);
    this.schedule = new Schedule(parents);
    this.total = (int) nodes.values().stream().filter(GraphRun::isCounted).count();
    crew.stop().onRequest(schedule::stop);
  }

  /// Whether there is a result of it: ephemeral models are part of others and do not count.
  public static boolean isCounted(Resource resource) {
    return !(resource instanceof Node node && node.isEphemeral());
  }

  /// Carries all out and waits for the end.
  ///
  /// @return one result for each node that counts, in the order of ending; those that never began
  ///   are skipped
  public List<NodeResult> run() {
    var threads = new ArrayList<Thread>();
    for (int i = 1; i <= threads(); i++) {
      threads.add(Thread.ofPlatform().name(ThreadName.worker(i)).start(this::takeNodes));
    }
    threads.forEach(GraphRun::await);
    broken()
        .ifPresent(why -> {
          throw why;
        });
    return withTheRest();
  }

  /// No more than can have something to do.
  private int threads() {
    boolean haveParts =
        nodes.values().stream()
            .anyMatch(node -> node instanceof Model model && Microbatch.isOne(model));
    int most = crew.options().threads();
    return haveParts ? most : Math.min(most, Math.max(nodes.size(), 1));
  }

  private static void await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeNodes() {
    Connection connection = crew.connections().connection();
    try {
      for (Optional<Turn> turn = schedule.next(); turn.isPresent(); turn = schedule.next()) {
        switch (turn.get()) {
          case Turn.Due(String id) -> take(id, connection);
          case Turn.Help(SharedParts parts) -> parts.help(connection);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
    }
  }

  private void together(List<Helpers.Part> all, Connection own) {
    var parts = new SharedParts(all);
    schedule.share(parts);
    parts.finish(own);
  }

  private void take(String id, Connection connection) {
    try {
      Resource resource = nodes.get(id);
      if (resource != null) {
        carryOut(resource, connection);
      }
    } catch (Error e) {
      // The process itself is in trouble: nothing more begins, and whoever waits hears of it.
      breaks(e);
      schedule.stop();
    } finally {
      schedule.done(id);
    }
  }

  private void carryOut(Resource resource, Connection connection) {
    boolean counted = isCounted(resource);
    int index = begin(counted);
    Optional<NodeResult> cause = blockedBy(resource.uniqueId());
    NodeResult result =
        cause.isPresent()
            ? skipped(resource, cause.get())
            : carryOutNow(resource, connection, index, counted);
    note(result, counted);
    if (counted) {
      crew.journal().note(result);
      crew.reporter().ended(result, index, total);
    }
    if (crew.options().failFast() && result.status().isFailure()) {
      failFast();
    }
  }

  private NodeResult carryOutNow(
      Resource resource, Connection connection, int index, boolean counted) {
    if (counted) {
      crew.reporter().began(resource, index, total);
    }
    try {
      return task.carryOut(resource, connection, this::together);
    } catch (RuntimeException e) {
      crew.reporter().broke(resource, e);
      return broken(resource, e);
    }
  }

  /// A defect of ours costs one node, as any failure does.
  private static NodeResult broken(Resource resource, RuntimeException defect) {
    String message =
        "Internal Error in %s %s (%s)\n  This is a defect of Bailey, not of the project: %s. The log has the details at debug level."
            .formatted(
                resource.type().word(), resource.name(), resource.originalFilePath(), defect);
    return notBegun(resource, Status.ERROR, message);
  }

  private synchronized void breaks(Error error) {
    broken = Optional.of(broken.orElse(error));
  }

  private synchronized Optional<Error> broken() {
    return broken;
  }

  private synchronized int begin(boolean counted) {
    return counted ? ++begun : begun;
  }

  private synchronized Optional<NodeResult> blockedBy(String id) {
    return Optional.ofNullable(blocked.get(id));
  }

  private synchronized void note(NodeResult result, boolean counted) {
    if (counted) {
      results.add(result);
    }
    if (result.status().blocks() && !isPassedOver(result.node())) {
      // dbt tells of the last, too
      schedule.after(result.uniqueId()).forEach(id -> blocked.put(id, result));
    }
  }

  /// Whether nodes that need this one run however it ended: `on_error: continue` of a model.
  private static boolean isPassedOver(Resource resource) {
    return resource instanceof Model model
        && model.config().text("on_error").filter("continue"::equals).isPresent();
  }

  private synchronized void failFast() {
    failedFast = true;
    schedule.stop();
    crew.stop().request("Skipping due to fail_fast");
  }

  private static NodeResult skipped(Resource resource, NodeResult cause) {
    if (cause.status() == Status.LEFT) {
      return notBegun(resource, Status.LEFT, cause.message());
    }
    boolean isEphemeral = cause.node() instanceof Node node && node.isEphemeral();
    String message =
        isEphemeral
            ? "Compilation Error in %s, caused by compilation error in referenced ephemeral model %s"
                .formatted(resource.uniqueId(), cause.uniqueId())
            : "";
    return notBegun(resource, Status.SKIPPED, message);
  }

  private static NodeResult notBegun(Resource resource, Status status, String message) {
    return NodeResult.notBegun(resource, NodeResult.Outcome.of(status, message));
  }

  /// The results, with a skip for every node that never began.
  private synchronized List<NodeResult> withTheRest() {
    var all = new ArrayList<>(results);
    var done = new java.util.HashSet<String>();
    results.forEach(result -> done.add(result.uniqueId()));
    nodes.values().stream()
        .filter(resource -> isCounted(resource) && !done.contains(resource.uniqueId()))
        .sorted(java.util.Comparator.comparing(Resource::uniqueId))
        .forEach(resource -> all.add(notBegun(resource, Status.SKIPPED, reason())));
    return List.copyOf(all);
  }

  private String reason() {
    return failedFast ? "Skipping due to fail_fast" : crew.stop().reason().orElse("");
  }
}
