package dev.bailey.engine.event;

import dev.bailey.project.batch.Microbatch;
import dev.bailey.project.manifest.Analysis;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Resource;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.manifest.UnitTestNode;
import dev.bailey.project.manifest.UserFunction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What dbt says of each node of a run, from its start to its end.
///
/// @param width where the bracket of a line begins: `--printer-width`
public record NodeEvents(int width) {

  /// `3 of 17 START sql view model s.x ... [RUN]`, also for hooks.
  public Event begun(NodeInfo node, int index, int total) {
    boolean hook = node.resource() instanceof Operation;
    String what = description(node.resource());
    var data = numbered(index, total);
    data.put(hook ? "statement" : "description", Data.of(hook ? statement(node) : what));
    EventType type = hook ? EventType.LOG_HOOK_START_LINE : EventType.LOG_START_LINE;
    String line = new NodeLine(index, total, width).begun("START " + what);
    return Event.of(type, line, data).about(node);
  }

  /// The line that tells how a node ended, also for hooks.
  public Event ended(NodeInfo node, NodeEnd end, int index, int total) {
    if (end.status().equals("skipped")) {
      return skipped(node, index, total);
    }
    var data = numbered(index, total);
    data.put("execution_time", new Data.Real(end.seconds()));
    data.put("status", Data.of(end.status()));
    Outcome outcome = outcome(node.resource(), end, data);
    String line =
        new NodeLine(index, total, width)
            .ended(outcome.text, outcome.status, outcome.colour, Optional.of(end.time()));
    return Event.of(outcome.type, line, data).at(level(end, outcome.type)).about(node);
  }

  /// `1 of 1 START executing inline_query ... [RUN]`, for SQL that is no node.
  public Event queryBegun(String name) {
    return RunEvents.note(new NodeLine(1, 1, width).begun("START executing " + name));
  }

  /// `1 of 1 OK executed inline_query ... [CREATE TABLE in 0.09s]`.
  public Event queryEnded(String name, NodeEnd end) {
    boolean failed = end.isError();
    String line =
        new NodeLine(1, 1, width)
            .ended(
                failed ? "ERROR executing " + name : "OK executed " + name,
                failed ? "ERROR" : end.message(),
                failed ? Colour.RED : Colour.GREEN,
                Optional.of(end.time()));
    return RunEvents.note(line).at(failed ? Level.ERROR : Level.INFO);
  }

  /// `Batch 1 of 3 START batch 2024-01-01 of s.x ... [RUN]`.
  public Event batchBegun(NodeInfo node, String batch, int index, int total) {
    String what = ofNode(batch, node);
    String line = "Batch " + new NodeLine(index, total, width).begun("START " + what);
    return Event.of(EventType.LOG_START_BATCH, line, batchData(what, index, total)).about(node);
  }

  /// `Batch 1 of 3 OK created batch 2024-01-01 of s.x ... [OK in 0.09s]`.
  public Event batchEnded(NodeInfo node, NodeEnd end, String batch, int index, int total) {
    String what = ofNode(batch, node);
    var data = batchData(what, index, total);
    data.put("execution_time", new Data.Real(end.seconds()));
    boolean isKnownWord = end.isError() || end.status().equals("skipped");
    data.put("status", Data.of(isKnownWord ? end.status() : end.message()));
    Outcome outcome =
        switch (end.status()) {
          case "error" ->
              new Outcome(
                  EventType.LOG_BATCH_RESULT, "ERROR creating " + what, "ERROR", Colour.RED);
          case "skipped" ->
              new Outcome(EventType.LOG_BATCH_RESULT, "SKIP " + what, "SKIPPED", Colour.YELLOW);
          default ->
              new Outcome(
                  EventType.LOG_BATCH_RESULT, "OK created " + what, end.message(), Colour.GREEN);
        };
    String line =
        "Batch "
            + new NodeLine(index, total, width)
                .ended(outcome.text, outcome.status, outcome.colour, Optional.of(end.time()));
    return Event.of(outcome.type, line, data).at(level(end, outcome.type)).about(node);
  }

  private static String ofNode(String batch, NodeInfo node) {
    return "batch " + batch + " of " + node.relation().map(NodeEvents::place).orElse("");
  }

  private static Map<String, Data> batchData(String what, int index, int total) {
    var data = new HashMap<String, Data>();
    data.put("description", Data.of(what));
    data.put("batch_index", Data.of(index));
    data.put("total_batches", Data.of(total));
    return data;
  }

  /// Why a batch failed: its result says only that it did.
  public Event batchFailed(NodeInfo node, String message) {
    return Event.of(
            EventType.GENERIC_EXCEPTION_ON_RUN,
            "["
                + Colour.RED.of("ERROR")
                + "]: Unhandled error while executing \nException on worker thread. "
                + message,
            Map.of("exc", Data.of(message), "unique_id", Data.of(node.resource().uniqueId())))
        .about(node);
  }

  /// `3 of 7 SKIP relation s.x ... [SKIP]`.
  private Event skipped(NodeInfo node, int index, int total) {
    Resource resource = node.resource();
    String schema = node.relation().map(RelationName::schema).orElse("");
    boolean isRelation =
        resource instanceof Model || resource instanceof Seed || resource instanceof Snapshot;
    String what =
        isRelation
            ? "relation " + schema + "." + resource.name()
            : resource.type().word() + " " + resource.name();
    var data = numbered(index, total);
    data.put("node_name", Data.of(resource.name()));
    data.put("resource_type", Data.of(resource.type().word()));
    data.put("schema", Data.of(schema));
    String line =
        new NodeLine(index, total, width)
            .ended("SKIP " + what, "SKIP", Colour.YELLOW, Optional.empty());
    return Event.of(EventType.SKIPPING_DETAILS, line, data).about(node);
  }

  /// `Began running node model.shop.orders`.
  public Event began(NodeInfo node) {
    return phase(EventType.NODE_START, "Began running node ", node);
  }

  /// `Began compiling node model.shop.orders`.
  public Event compiling(NodeInfo node) {
    return phase(EventType.NODE_COMPILING, "Began compiling node ", node.with("compiling"));
  }

  /// `Began executing node model.shop.orders`.
  public Event executing(NodeInfo node) {
    return phase(EventType.NODE_EXECUTING, "Began executing node ", node.with("executing"));
  }

  /// `Finished running node model.shop.orders`.
  public Event finished(NodeInfo node, NodeEnd end) {
    var result = new HashMap<String, Data>();
    result.put("execution_time", new Data.Real(end.seconds()));
    result.put("message", Data.of(end.message()));
    result.put("num_failures", Data.of(end.failures().orElse(0)));
    result.put("status", Data.of(end.status()));
    Event event = phase(EventType.NODE_FINISHED, "Finished running node ", node);
    return new Event(
        event.type(),
        event.level(),
        event.message(),
        Map.of("run_result", Data.dict(result)),
        event.node());
  }

  private static Event phase(EventType type, String text, NodeInfo node) {
    return Event.of(type, text + node.resource().uniqueId(), Map.of()).about(node);
  }

  private static Map<String, Data> numbered(int index, int total) {
    var data = new HashMap<String, Data>();
    data.put("index", Data.of(index));
    data.put("total", Data.of(total));
    return data;
  }

  private static Level level(NodeEnd end, EventType type) {
    return switch (end.status()) {
      case "error", "fail", "runtime error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      default -> type.level();
    };
  }

  /// How dbt calls a node in the lines of progress.
  public static String description(Resource resource) {
    return switch (resource) {
      case Model model ->
          model.code().language()
              + " "
              + (Microbatch.isOne(model) ? "microbatch" : model.config().materialized())
              + " model "
              + place(model.relation());
      case Seed seed -> "seed file " + place(seed.relation());
      case Snapshot snapshot -> "snapshot " + place(snapshot.relation());
      case UserFunction function -> "function " + place(function.relation());
      case GenericTest test -> "test " + test.name();
      case SingularTest test -> "test " + test.name();
      case UnitTestNode unit -> "unit_test " + title(unit);
      case Analysis analysis -> "analysis " + analysis.name();
      case Operation hook -> "hook: " + statement(hook);
      case SourceDefinition source ->
          "freshness of " + source.source().name() + "." + source.name();
      default -> resource.type().word().replace('_', ' ') + " " + resource.name();
    };
  }

  private static String place(RelationName relation) {
    return relation.schema() + "." + relation.alias();
  }

  private static String statement(NodeInfo node) {
    return node.resource() instanceof Operation hook ? statement(hook) : node.resource().name();
  }

  private static String statement(Operation hook) {
    return hook.title();
  }

  /// What the line of a result says.
  private record Outcome(EventType type, String text, String status, Colour colour) {}

  private static Outcome outcome(Resource resource, NodeEnd end, Map<String, Data> data) {
    if (end.status().equals("no-op")) {
      data.put("description", Data.of(description(resource)));
      String text = "NO-OP " + description(resource);
      return new Outcome(EventType.LOG_NODE_NO_OP_RESULT, text, "NO-OP", Colour.YELLOW);
    }
    return switch (resource) {
      case Seed seed -> seed(seed, end, data);
      case Snapshot _ -> made(EventType.LOG_SNAPSHOT_RESULT, resource, end, data);
      case UserFunction _ -> made(EventType.LOG_FUNCTION_RESULT, resource, end, data);
      case GenericTest test -> {
        data.put("attached_node", Data.of(test.attachedNode().orElse("")));
        yield test(test.name(), end, data);
      }
      case SingularTest test -> {
        data.put("attached_node", Data.of(""));
        yield test(test.name(), end, data);
      }
      case UnitTestNode unit -> {
        data.put("attached_node", Data.of(""));
        yield test(title(unit), end, data);
      }
      case SourceDefinition source -> freshness(source, end, data);
      case Operation hook -> hook(hook, end, data);
      default -> made(EventType.LOG_MODEL_RESULT, resource, end, data);
    };
  }

  private static Outcome made(
      EventType type, Resource resource, NodeEnd end, Map<String, Data> data) {
    data.put("description", Data.of(description(resource)));
    boolean snapshot = resource instanceof Snapshot;
    String what =
        snapshot && resource instanceof Node node ? place(node.relation()) : description(resource);
    if (end.isError()) {
      String verb = snapshot ? "ERROR snapshotting " : "ERROR creating ";
      return new Outcome(type, verb + what, "ERROR", Colour.RED);
    }
    data.put("status", Data.of(end.message()));
    if (end.status().equals("partial success")) {
      return new Outcome(type, "PARTIALLY created " + what, end.message(), Colour.YELLOW);
    }
    String verb = snapshot ? "OK snapshotted " : "OK created ";
    return new Outcome(type, verb + what, end.message(), Colour.GREEN);
  }

  private static Outcome seed(Seed seed, NodeEnd end, Map<String, Data> data) {
    data.put("relation", Data.of(seed.relation().alias()));
    data.put("schema", Data.of(seed.relation().schema()));
    data.put("result_message", Data.of(end.message()));
    String what = description(seed);
    return end.isError()
        ? new Outcome(EventType.LOG_SEED_RESULT, "ERROR loading " + what, "ERROR", Colour.RED)
        : new Outcome(EventType.LOG_SEED_RESULT, "OK loaded " + what, end.message(), Colour.GREEN);
  }

  private static String title(UnitTestNode unit) {
    return unit.test().model() + "::" + unit.test().versionedName();
  }

  private static Outcome test(String test, NodeEnd end, Map<String, Data> data) {
    long failures = end.failures().orElse(0);
    data.put("name", Data.of(test));
    data.put("num_failures", Data.of(failures));
    data.put("num_models", data.getOrDefault("total", Data.of(0)));
    data.remove("total");
    return switch (end.status()) {
      case "fail" -> test(test, "FAIL " + failures, Colour.RED);
      case "warn" -> test(test, "WARN " + failures, Colour.YELLOW);
      case "pass" -> test(test, "PASS", Colour.GREEN);
      default -> test(test, "ERROR", Colour.RED);
    };
  }

  private static Outcome test(String test, String status, Colour colour) {
    return new Outcome(EventType.LOG_TEST_RESULT, status + " " + test, status, colour);
  }

  private static Outcome freshness(SourceDefinition source, NodeEnd end, Map<String, Data> data) {
    data.put("source_name", Data.of(source.source().name()));
    data.put("table_name", Data.of(source.name()));
    String what = " " + description(source);
    EventType type = EventType.LOG_FRESHNESS_RESULT;
    return switch (end.status()) {
      case "pass" -> new Outcome(type, "PASS" + what, "PASS", Colour.GREEN);
      case "warn" -> new Outcome(type, "WARN" + what, "WARN", Colour.YELLOW);
      case "error" -> new Outcome(type, "ERROR STALE" + what, "ERROR STALE", Colour.RED);
      default -> new Outcome(type, "ERROR" + what, "ERROR", Colour.RED);
    };
  }

  private static Outcome hook(Operation hook, NodeEnd end, Map<String, Data> data) {
    data.put("statement", Data.of(statement(hook)));
    boolean good = end.status().equals("success");
    String status = good ? "OK" : end.status().toUpperCase(Locale.ROOT);
    return new Outcome(
        EventType.LOG_HOOK_END_LINE,
        status + " hook: " + statement(hook),
        status,
        good ? Colour.GREEN : end.isError() ? Colour.RED : Colour.YELLOW);
  }
}
