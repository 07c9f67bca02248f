package dev.bailey.engine.event;

import dev.bailey.jinja.library.json.JsonStyle;
import dev.bailey.jinja.library.json.JsonWriter;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Int;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Resource;
import dev.bailey.source.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What dbt says of an invocation as a whole.
public final class RunEvents {
  private RunEvents() {}

  /// `Running with dbt=1.12.6`.
  public static Event version(String version) {
    return Event.of(
        EventType.MAIN_REPORT_VERSION,
        "Running with dbt=" + version,
        Map.of("log_version", Data.of(3), "version", Data.of("=" + version)));
  }

  /// `running dbt with arguments {...}`.
  public static Event arguments(Map<String, String> arguments) {
    String text =
        arguments.entrySet().stream()
            .map(a -> "'" + a.getKey() + "': '" + a.getValue() + "'")
            .collect(java.util.stream.Collectors.joining(", ", "{", "}"));
    var data = new HashMap<String, Data>();
    arguments.forEach((key, value) -> data.put(key, Data.of(value)));
    return Event.of(
        EventType.MAIN_REPORT_ARGS,
        "running dbt with arguments " + text,
        Map.of("args", Data.dict(data)));
  }

  /// `Registered adapter: duckdb=1.11.1`.
  public static Event adapter(String name, String version) {
    return Event.of(
        EventType.ADAPTER_REGISTERED,
        "Registered adapter: " + name + "=" + version,
        Map.of("adapter_name", Data.of(name), "adapter_version", Data.of("=" + version)));
  }

  /// `Found 19 models, 35 data tests, ...`.
  public static Event found(Manifest manifest) {
    String counts = Counts.of(manifest);
    return Event.of(EventType.FOUND_STATS, "Found " + counts, Map.of("stat_line", Data.of(counts)));
  }

  /// An empty line.
  public static Event blank() {
    return Event.of(EventType.FORMATTING, "", Map.of("msg", Data.of("")));
  }

  /// `Concurrency: 4 threads (target='dev')`; dbt says `1 threads` too.
  public static Event concurrency(int threads, String target, int nodes) {
    return Event.of(
        EventType.CONCURRENCY_LINE,
        "Concurrency: %d threads (target='%s')".formatted(threads, target),
        Map.of(
            "num_threads", Data.of(threads),
            "target_name", Data.of(target),
            "node_count", Data.of(nodes)));
  }

  /// A selection criterion that matches nothing.
  public static Event noNodesFor(String criterion) {
    return Event.of(
        EventType.NO_NODES_FOR_SELECTION_CRITERIA,
        warning(
            "The selection criterion '%s' does not match any enabled nodes".formatted(criterion)),
        Map.of("spec_raw", Data.of(criterion)));
  }

  /// There is nothing to do.
  public static Event nothingToDo() {
    return Event.of(
        EventType.NOTHING_TO_DO,
        warning("Nothing to do. Try checking your model configs and model specification args"),
        Map.of());
  }

  /// Something about the project that the user should see to: what parsing it, or comparing it with
  /// a state, found.
  public static Event warned(Problem problem) {
    EventType type =
        switch (problem.code()) {
          case "seed-increased" -> EventType.SEED_INCREASED;
          case "seed-exceeds-limit-same-path" -> EventType.SEED_EXCEEDS_LIMIT_SAME_PATH;
          case "seed-exceeds-limit-and-path-changed" ->
              EventType.SEED_EXCEEDS_LIMIT_AND_PATH_CHANGED;
          case "unversioned-breaking-change" -> EventType.UNVERSIONED_BREAKING_CHANGE;
          case "deprecated-model" -> EventType.DEPRECATED_MODEL;
          case "upcoming-reference-deprecation" -> EventType.UPCOMING_REFERENCE_DEPRECATION;
          case "deprecated-reference" -> EventType.DEPRECATED_REFERENCE;
          case "unsupported-constraint-materialization" ->
              EventType.UNSUPPORTED_CONSTRAINT_MATERIALIZATION;
          case "validation" -> EventType.VALIDATION_WARNING;
          case "unused-source-override" -> EventType.UNUSED_TABLES;
          case "disabled-test-target" -> EventType.INVALID_DISABLED_TARGET_IN_TEST_NODE;
          case "semantic-validation" -> EventType.SEMANTIC_VALIDATION_FAILURE;
          case "time-dimensions-require-granularity" ->
              EventType.TIME_DIMENSIONS_REQUIRE_GRANULARITY_DEPRECATION;
          case "freshness-config" -> EventType.FRESHNESS_CONFIG_PROBLEM;
          case "unused-patch" -> EventType.NO_NODE_FOR_YAML_KEY;
          case "wrong-resource-schema-file" -> EventType.WRONG_RESOURCE_SCHEMA_FILE;
          case "missing-ref" -> EventType.NODE_NOT_FOUND_OR_DISABLED;
          case "unused-macro-patch" -> EventType.MACRO_NOT_FOUND_FOR_PATCH;
          case "unused-config" -> EventType.UNUSED_RESOURCE_CONFIG_PATH;
          case "microbatch" -> EventType.MICROBATCH_MODEL_NO_EVENT_TIME_INPUTS;
          case "concurrent-batches" -> EventType.INVALID_CONCURRENT_BATCHES_CONFIG;
          case "macro-arguments" -> EventType.INVALID_MACRO_ANNOTATION;
          case "package-depends-on-root" -> EventType.PACKAGE_NODE_DEPENDS_ON_ROOT_PROJECT_NODE;
          case "exposure-name" -> EventType.EXPOSURE_NAME_DEPRECATION;
          case "unexpected-jinja-block" -> EventType.UNEXPECTED_JINJA_BLOCK_DEPRECATION;
          case "property-moved-to-config" -> EventType.PROPERTY_MOVED_TO_CONFIG_DEPRECATION;
          case "arguments-property-in-generic-test" -> EventType.ARGUMENTS_PROPERTY_DEPRECATION;
          case "missing-arguments-property-in-generic-test" ->
              EventType.MISSING_ARGUMENTS_PROPERTY_DEPRECATION;
          case "duplicate-name-distinct-node-types" -> EventType.DUPLICATE_NAME_DEPRECATION;
          case "duplicate-yaml-keys" -> EventType.DUPLICATE_YAML_KEYS_DEPRECATION;
          case "project-config-source-paths" -> EventType.CONFIG_SOURCE_PATH_DEPRECATION;
          case "project-config-data-paths" -> EventType.CONFIG_DATA_PATH_DEPRECATION;
          case "project-config-log-path" -> EventType.CONFIG_LOG_PATH_DEPRECATION;
          case "project-config-target-path" -> EventType.CONFIG_TARGET_PATH_DEPRECATION;
          case "generate-schema-name-null-value" ->
              EventType.GENERATE_SCHEMA_NAME_NULL_VALUE_DEPRECATION;
          case "spaces-in-resource-name" -> EventType.SPACES_IN_RESOURCE_NAME_DEPRECATION;
          case "resource-names-with-spaces" -> EventType.RESOURCE_NAMES_WITH_SPACES_DEPRECATION;
          case "jinja-warning" -> EventType.JINJA_LOG_WARNING;
          default -> EventType.PARSE_WARNING;
        };
    return warned(type, problem.render());
  }

  /// A deprecation says what it is called, by which it can be made an error or be silenced.
  private static Event warned(EventType type, String message) {
    String text =
        type.isDeprecation()
            ? "[%s][%s]: Deprecated functionality\n%s"
                .formatted(Colour.YELLOW.of("WARNING"), type.word(), message)
            : warning(message);
    return Event.of(type, text, Map.of("msg", Data.of(message)));
  }

  /// `dbt source freshness` is told where to write.
  public static Event customOutputPath(String path) {
    return warned(
        EventType.CUSTOM_OUTPUT_PATH_DEPRECATION,
        "`dbt source freshness` writes to the path `--output %s`. Leave it out, and find sources.json in the target folder."
            .formatted(path));
  }

  /// `--warn-error-options` in its older words.
  public static Event olderWarnErrorOptions() {
    return warned(
        EventType.WARN_ERROR_OPTIONS_DEPRECATION,
        "Found `include` or `exclude` in `warn_error_options`. Write `error` and `warn` instead.");
  }

  /// How often each deprecation was met.
  ///
  /// @param hint whether there may be more than was shown
  public static Event deprecations(Map<EventType, Integer> counts, boolean hint) {
    var text = new StringBuilder("Summary of encountered deprecations:");
    var summaries = new ArrayList<Data>();
    counts.forEach((type, count) -> {
      text.append("\n- %s: %d occurrence%s".formatted(type.word(), count, count == 1 ? "" : "s"));
      summaries.add(
          Data.dict(
              Map.of(
                  "event_name", Data.of(type.word()),
                  "event_code", Data.of(type.code()),
                  "occurrences", Data.of(count))));
    });
    if (hint) {
      text.append("\nOnly the first of each kind is shown; `--show-all-deprecations` shows all.");
    }
    Event event = warned(EventType.DEPRECATIONS_SUMMARY, text.toString());
    return Event.of(
        event.type(),
        event.message(),
        Map.of("summaries", new Data.Items(summaries), "show_all_hint", Data.of(hint)));
  }

  /// The state that a command compares with is about to be overwritten.
  public static Event stateIsTarget(String folder) {
    return Event.of(
        EventType.STATE_TARGET_EQUAL,
        warning(
            ("The state and target directories are the same: '%s'. This could lead to missing"
                    + " changes due to overwritten state including non-idempotent retries.")
                .formatted(folder)),
        Map.of("state_path", Data.of(folder)));
  }

  static String warning(String text) {
    return "[" + Colour.YELLOW.of("WARNING") + "]: " + text;
  }

  /// Where a defect of ours showed itself.
  public static Event stackTrace(Throwable defect) {
    var text = new StringWriter();
    defect.printStackTrace(new PrintWriter(text));
    return Event.of(
        EventType.LOG_DEBUG_STACK_TRACE,
        text.toString().stripTrailing(),
        Map.of("exc_info", Data.of(text.toString())));
  }

  /// Why a command could not be carried out.
  public static Event error(String message) {
    return Event.of(
        EventType.MAIN_ENCOUNTERED_ERROR,
        "Encountered an error:\n" + message,
        Map.of("exc", Data.of(message)));
  }

  /// Why the macro of `run-operation` failed.
  public static Event operationFailed(String message) {
    return Event.of(
        EventType.MAIN_ENCOUNTERED_ERROR,
        "["
            + Colour.RED.of("ERROR")
            + "]: Encountered an error while running operation: "
            + message,
        Map.of("exc", Data.of(message)));
  }

  /// Any remark.
  public static Event note(String text) {
    return Event.of(EventType.NOTE, text, Map.of("msg", Data.of(text)));
  }

  /// What an earlier command parsed is of no use.
  public static Event unableToPartialParse(String why) {
    String text = "Unable to do partial parsing because " + why;
    return Event.of(EventType.UNABLE_TO_PARTIAL_PARSE, text, Map.of("reason", Data.of(why)));
  }

  /// A template called `log(...)`.
  ///
  /// @param info whether it is for the terminal, or only for the log file
  public static Event logged(String text, boolean info) {
    EventType type = info ? EventType.JINJA_LOG_INFO : EventType.JINJA_LOG_DEBUG;
    return Event.of(type, text, Map.of("msg", Data.of(text)));
  }

  /// A template called `exceptions.warn(...)`.
  public static Event warnedByTemplate(String text) {
    return Event.of(EventType.JINJA_LOG_WARNING, warning(text), Map.of("msg", Data.of(text)));
  }

  /// A template called `print(...)`.
  public static Event printed(String text) {
    return Event.of(EventType.PRINT_EVENT, text, Map.of("msg", Data.of(text)));
  }

  /// A file was written.
  ///
  /// @param kind dbt's name for it, such as `WritableManifest`, `RunExecutionResult`
  public static Event written(String kind, String path) {
    return Event.of(
        EventType.ARTIFACT_WRITTEN,
        "Wrote artifact " + kind + " to " + path,
        Map.of("artifact_type", Data.of(kind), "artifact_path", Data.of(path)));
  }

  /// `Finished running 3 table models, ... in 0 hours 0 minutes and 1.20 seconds (1.20s).`
  public static Event finishedRunning(Collection<? extends Resource> resources, Duration time) {
    String counts = Counts.of(resources);
    double seconds = time.toNanos() / 1e9;
    String execution =
        String.format(
            Locale.ROOT,
            " in %d hours %d minutes and %.2f seconds",
            time.toHours(),
            time.toMinutesPart(),
            seconds - time.toMinutes() * 60.0);
    return Event.of(
        EventType.FINISHED_RUNNING_STATS,
        "Finished running " + counts + execution + " (" + NodeLine.seconds(time) + ").",
        Map.of(
            "stat_line", Data.of(counts),
            "execution", Data.of(execution),
            "execution_time", new Data.Real(seconds)));
  }

  /// The catalog is being built.
  public static Event buildingCatalog() {
    return Event.of(EventType.BUILDING_CATALOG, "Building catalog", Map.of());
  }

  /// The catalog was written.
  public static Event catalogWritten(String path) {
    return Event.of(
        EventType.CATALOG_WRITTEN, "Catalog written to " + path, Map.of("path", Data.of(path)));
  }

  /// The end of a freshness check.
  public static Event freshnessDone() {
    return Event.of(EventType.FRESHNESS_CHECK_COMPLETE, "Done.", Map.of());
  }

  /// One line of `dbt ls`.
  public static Event listed(String line) {
    return Event.of(EventType.LIST_CMD_OUT, line, Map.of("msg", Data.of(line)));
  }

  /// How a node is shown.
  ///
  /// @param inline whether it came from the command line
  /// @param quiet whether there is no heading
  /// @param format `text` or `json`
  public record Display(boolean inline, boolean quiet, String format) {
    private String text(String heading, String content) {
      return quiet ? content : heading + ":\n" + content;
    }
  }

  /// The SQL of a node, for `dbt compile`.
  public static Event compiled(Resource node, String sql, Display display) {
    String message =
        display.format().equals("json")
            ? json(named(display.inline(), node.name()).with("compiled", Data.of(sql)))
            : display.text(
                display.inline()
                    ? "Compiled inline node is"
                    : "Compiled node '%s' is".formatted(node.name()),
                sql);
    return Event.of(
        EventType.COMPILED_NODE,
        message,
        Map.of(
            "node_name", Data.of(node.name()),
            "compiled", Data.of(sql),
            "is_inline", Data.of(display.inline()),
            "output_format", Data.of(display.format()),
            "quiet", Data.of(display.quiet()),
            "unique_id", Data.of(node.uniqueId())));
  }

  /// Rows of a node, for `dbt show`. The rows are shown and not kept: a listener that stores events
  /// must drop this one.
  ///
  /// @param preview a table, or the rows as JSON
  public static Event shown(String name, String uniqueId, String preview, Display display) {
    String message =
        display.format().equals("json")
            ? preview
            : display.text(
                display.inline()
                    ? "Previewing inline node"
                    : "Previewing node '%s'".formatted(name),
                preview);
    return Event.of(
        EventType.SHOW_NODE,
        message,
        Map.of(
            "node_name", Data.of(name),
            "preview", Data.of(preview),
            "is_inline", Data.of(display.inline()),
            "output_format", Data.of(display.format()),
            "quiet", Data.of(display.quiet()),
            "unique_id", Data.of(uniqueId)));
  }

  private static String json(Data.Dict data) {
    return JsonWriter.write(
        Values.of(data),
        JsonStyle.standard().withIndent(Int.of(2)),
        Scope.runRendering(Budget.standard()));
  }

  private static Data.Dict named(boolean inline, String name) {
    return inline ? Data.noEntries() : Data.noEntries().with("node", Data.of(name));
  }

  /// A statement is sent to the warehouse.
  ///
  /// @param node the node that it is part of, if of any
  public static Event query(String connection, String sql, Optional<NodeInfo> node) {
    Event event =
        Event.of(
            EventType.SQL_QUERY,
            "On " + connection + ": " + sql,
            Map.of("conn_name", Data.of(connection), "sql", Data.of(sql)));
    return node.map(event::about).orElse(event);
  }

  /// A statement has been carried out.
  ///
  /// @param node the node that it is part of, if of any
  public static Event queryStatus(String status, Duration time, Optional<NodeInfo> node) {
    double seconds = time.toNanos() / 1e9;
    Event event =
        Event.of(
            EventType.SQL_QUERY_STATUS,
            "SQL status: " + status + " in " + millis(time) + " seconds",
            Map.of("status", Data.of(status), "elapsed", new Data.Real(seconds)));
    return node.map(event::about).orElse(event);
  }

  /// `0.042`, for each of very many statements.
  private static String millis(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  /// ``Command `dbt build` succeeded at 08:15:13.542530 after 37.27 seconds``.
  public static Event completed(String command, boolean success, Instant at, Duration time) {
    double seconds = time.toNanos() / 1e9;
    return Event.of(
        EventType.COMMAND_COMPLETED,
        String.format(
            Locale.ROOT,
            "Command `%s` %s at %s after %.2f seconds",
            command,
            success ? "succeeded" : "failed",
            Timestamps.fineClock(at),
            seconds),
        Map.of(
            "command", Data.of(command),
            "success", Data.of(success),
            "completed_at", Data.of(Timestamps.utc(at)),
            "elapsed", new Data.Real(seconds)));
  }

  /// Everything that dbt says at the end of a run, in order: the summary, what failed or warned,
  /// and the line of counts.
  ///
  /// @param stopped why the run was asked to stop; empty when it came to its own end
  public static List<Event> summary(List<Ended> results, Optional<String> stopped) {
    return new Summary(results, stopped).events();
  }

  /// One result for the summary.
  ///
  /// @param compiledPath where its SQL was written, below the project; empty for nowhere
  public record Ended(NodeInfo node, NodeEnd end, String compiledPath) {}
}
