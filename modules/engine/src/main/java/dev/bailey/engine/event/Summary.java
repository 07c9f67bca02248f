package dev.bailey.engine.event;

import dev.bailey.project.manifest.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The end of a run as dbt tells it.
final class Summary {
  private static final Set<String> ERRORS = Set.of("error", "fail", "runtime error");
  private final List<RunEvents.Ended> results;
  private final Optional<String> stopped;
  private final List<Event> events = new ArrayList<>();

  Summary(List<RunEvents.Ended> results, Optional<String> stopped) {
    this.results = results;
    this.stopped = stopped;
  }

  List<Event> events() {
    events.add(RunEvents.blank());
    events.add(verdict(count(ERRORS), count("partial success"), count("warn")));
    results.stream().filter(r -> ERRORS.contains(r.end().status())).forEach(this::failure);
    results.stream().filter(r -> r.end().status().equals("warn")).forEach(this::warning);
    events.add(RunEvents.blank());
    events.add(statistics());
    return List.copyOf(events);
  }

  private Event verdict(int errors, int partial, int warnings) {
    String text =
        stopped.map(Colour.YELLOW::of).orElseGet(() -> conclusion(errors, partial, warnings));
    return Event.of(
        EventType.END_OF_RUN_SUMMARY,
        text,
        Map.of(
            "num_errors", Data.of(errors),
            "num_partial_success", Data.of(partial),
            "num_warnings", Data.of(warnings),
            "keyboard_interrupt", Data.of(stopped.isPresent())));
  }

  private static String conclusion(int errors, int partial, int warnings) {
    String warned = Counts.of(warnings, "warning");
    String partly = Counts.of(partial, "partial success");
    if (errors > 0) {
      return Colour.RED.of(
          "Completed with %s, %s, and %s:".formatted(Counts.of(errors, "error"), partly, warned));
    }
    if (partial > 0) {
      return Colour.YELLOW.of("Completed with %s and %s".formatted(partly, warned));
    }
    return warnings > 0
        ? Colour.YELLOW.of("Completed with " + warned + ":")
        : Colour.GREEN.of("Completed successfully");
  }

  private void failure(RunEvents.Ended result) {
    String text = "[" + Colour.RED.of("ERROR") + "]: in " + where(result);
    events.add(RunEvents.blank());
    events.add(about(EventType.RUN_RESULT_FAILURE, text, placeData(result), result));
    String message = result.end().message();
    String shown = message.isEmpty() ? "Status: " + result.end().status() : message;
    events.add(
        about(EventType.RUN_RESULT_ERROR, "  " + shown, Map.of("msg", Data.of(shown)), result));
    compiledPath(result);
  }

  private void warning(RunEvents.Ended result) {
    String tag = "[" + Colour.YELLOW.of("WARNING") + "]: ";
    String message = result.end().message();
    events.add(RunEvents.blank());
    events.add(
        about(
            EventType.RUN_RESULT_WARNING, tag + "in " + where(result), placeData(result), result));
    events.add(
        about(
            EventType.RUN_RESULT_WARNING_MESSAGE,
            tag + message,
            Map.of("msg", Data.of(message)),
            result));
    compiledPath(result);
  }

  private void compiledPath(RunEvents.Ended result) {
    String path = result.compiledPath();
    if (!path.isEmpty()) {
      events.add(RunEvents.blank());
      events.add(
          about(
              EventType.SQL_COMPILED_PATH,
              "  compiled code at " + path,
              Map.of("path", Data.of(path)),
              result));
    }
  }

  private static Event about(
      EventType type, String text, Map<String, Data> data, RunEvents.Ended result) {
    return Event.of(type, text, data).about(result.node());
  }

  private static String where(RunEvents.Ended result) {
    var resource = result.node().resource();
    return "%s %s (%s)"
        .formatted(resource.type().word(), resource.name(), resource.originalFilePath());
  }

  private static Map<String, Data> placeData(RunEvents.Ended result) {
    var resource = result.node().resource();
    return Map.of(
        "node_name", Data.of(resource.name()),
        "path", Data.of(resource.originalFilePath()),
        "resource_type", Data.of(resource.type().word()));
  }

  private Event statistics() {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("PASS", count(Set.of("pass", "success")));
    counts.put("WARN", count("warn"));
    counts.put("ERROR", count(ERRORS) + count("partial success"));
    counts.put("SKIP", count("skipped"));
    counts.put("NO-OP", count("no-op"));
    counts.put("REUSED", count("reused"));
    counts.put("TOTAL", results.size());
    String line =
        counts.entrySet().stream()
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(Collectors.joining(" ", "Done. ", ""));
    var data = new LinkedHashMap<String, Data>();
    counts.forEach((key, value) ->
        data.put(key.replace("-", "").toLowerCase(java.util.Locale.ROOT), Data.of(value)));
    return Event.of(EventType.STATS_LINE, line, Map.of("stats", Data.dict(data)));
  }

  private int count(String status) {
    return count(Set.of(status));
  }

  private int count(Set<String> statuses) {
    return (int) results.stream().filter(r -> statuses.contains(r.end().status())).count();
  }
}
