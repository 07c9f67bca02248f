package dev.bailey.engine;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.connection.Connections;
import dev.bailey.engine.event.NodeEnd;
import dev.bailey.engine.event.NodeEvents;
import dev.bailey.engine.event.NodeInfo;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.engine.run.NodeResult;
import dev.bailey.engine.run.Reporter;
import dev.bailey.engine.run.Status;
import dev.bailey.engine.run.TargetPaths;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Tells the listener of an invocation what its threads do, as dbt's events.
final class EventReporter implements Reporter, Connections.Watcher {
  private final Listener listener;
  private final NodeEvents events;
  private final String target;
  private final Which command;
  private final Stop stop;
  private final Map<String, NodeInfo> started = new ConcurrentHashMap<>();

  /// @param stop of the whole invocation
  EventReporter(Listener listener, DbtCommand command, String target, Stop stop) {
    this.listener = listener;
    this.events = new NodeEvents(command.flags().number(Option.PRINTER_WIDTH).orElse(80));
    this.command = command.which();
    this.target = target;
    this.stop = stop;
  }

  @Override
  public void concurrency(int threads, int nodes) {
    listener.event(RunEvents.blank());
    listener.event(RunEvents.concurrency(threads, target, nodes));
    listener.event(RunEvents.blank());
  }

  /// A compilation has no line for each node.
  private boolean tellsNodes() {
    return command != Which.COMPILE && command != Which.DOCS_GENERATE;
  }

  @Override
  public void began(Resource node, int index, int total) {
    NodeInfo info = start(node);
    listener.event(events.began(info));
    if (tellsNodes()
        && (node instanceof Node
            || node.type() == dev.bailey.project.manifest.ResourceType.SOURCE)) {
      listener.event(events.begun(info, index, total));
    }
  }

  private NodeInfo start(Resource node) {
    var info = NodeInfo.started(node, Instant.now());
    started.put(node.uniqueId(), info);
    progress(info, "started", "", Optional.empty(), OptionalLong.empty());
    return info;
  }

  private NodeInfo info(Resource node) {
    return started.getOrDefault(node.uniqueId(), NodeInfo.started(node, Instant.now()));
  }

  @Override
  public void ended(NodeResult result, int index, int total) {
    NodeInfo info = info(result.node()).finished(result.status().word(), Instant.now());
    if (tellsNodes()) {
      listener.event(events.ended(info, end(result), index, total));
    }
    listener.event(events.finished(info, end(result)));
    progress(
        info,
        result.status().word(),
        result.message(),
        info.finishedAt(),
        result.outcome().failures());
  }

  @Override
  public void broke(Resource node, RuntimeException defect) {
    listener.event(RunEvents.stackTrace(defect).about(info(node)));
  }

  private static NodeEnd end(NodeResult result) {
    return new NodeEnd(
        result.status().word(), result.message(), result.outcome().failures(), result.time());
  }

  private void progress(
      NodeInfo info,
      String status,
      String message,
      Optional<Instant> finished,
      OptionalLong failures) {
    Resource node = info.resource();
    listener.node(
        new NodeProgress(
            node.uniqueId(),
            node.name(),
            node.type().word(),
            info.materialized(),
            status,
            message,
            ThreadName.current(),
            info.startedAt().orElseGet(Instant::now),
            finished,
            failures));
  }

  /// SQL that is no node is sent.
  void queryBegan(String name) {
    listener.event(events.queryBegun(name));
  }

  /// SQL that is no node was carried out, or refused.
  void queryEnded(String name, NodeResult result) {
    listener.event(events.queryEnded(name, end(result)));
  }

  @Override
  public void batchBegan(Resource node, BatchPlace place) {
    listener.event(
        events.batchBegun(info(node), place.batch().label(), place.index(), place.total()));
  }

  @Override
  public void batchEnded(NodeResult result, BatchPlace place) {
    NodeInfo info = info(result.node());
    if (result.status() == Status.ERROR) {
      listener.event(events.batchFailed(info, result.message()));
    }
    listener.event(
        events.batchEnded(info, end(result), place.batch().label(), place.index(), place.total()));
  }

  @Override
  public void waits(Resource node, String what) {
    NodeInfo info = info(node);
    String text = "Waiting for " + what;
    listener.event(
        RunEvents.note(node.type().word() + " " + node.name() + ": " + text).about(info));
    progress(info, "started", text, Optional.empty(), OptionalLong.empty());
  }

  @Override
  public void waited(Resource node) {
    progress(info(node), "started", "", Optional.empty(), OptionalLong.empty());
  }

  @Override
  public void phase(Resource node, String phase) {
    NodeInfo info = info(node);
    listener.event(phase.equals("compile") ? events.compiling(info) : events.executing(info));
  }

  @Override
  public void hookBegan(Resource hook, int index, int total) {
    listener.event(events.begun(start(hook), index, total));
  }

  @Override
  public void hookEnded(NodeResult result, int index, int total) {
    NodeInfo info = info(result.node()).finished(result.status().word(), Instant.now());
    listener.event(events.ended(info, end(result), index, total));
    progress(
        info, result.status().word(), result.message(), info.finishedAt(), OptionalLong.empty());
  }

  @Override
  public void nothingToDo() {
    listener.event(RunEvents.nothingToDo());
  }

  @Override
  public void finished(List<NodeResult> results, Duration time) {
    listener.event(RunEvents.blank());
    listener.event(
        RunEvents.finishedRunning(results.stream().map(NodeResult::node).toList(), time));
    RunEvents.summary(results.stream().map(this::ended).toList(), stop.reason())
        .forEach(listener::event);
  }

  private RunEvents.Ended ended(NodeResult result) {
    String path =
        result
            .outcome()
            .compiled()
            .map(compiled -> "target/compiled/" + TargetPaths.below(compiled.node()))
            .orElse("");
    return new RunEvents.Ended(info(result.node()), end(result), path);
  }

  @Override
  public void print(String text) {
    listener.event(RunEvents.printed(text));
  }

  @Override
  public void log(String text, boolean info) {
    listener.event(RunEvents.logged(text, info));
  }

  @Override
  public void warn(String text) {
    listener.event(RunEvents.warnedByTemplate(text));
  }

  /// A node's connection bears its name.
  private Optional<NodeInfo> over(String connection) {
    return Optional.ofNullable(started.get(connection)).map(info -> info.with("executing"));
  }

  @Override
  public void begins(String connection, String sql) {
    listener.event(RunEvents.query(connection, sql, over(connection)));
  }

  @Override
  public void ended(String connection, String status, Duration time) {
    listener.event(RunEvents.queryStatus(status, time, over(connection)));
  }

  @Override
  public void failed(String connection, String sql, WarehouseException failure) {
    listener.event(
        RunEvents.queryStatus("ERROR: " + failure.getMessage(), Duration.ZERO, over(connection)));
  }
}
