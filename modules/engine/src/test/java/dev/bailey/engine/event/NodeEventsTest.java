package dev.bailey.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The lines are those that dbt Core 1.12.6 printed for such nodes.
class NodeEventsTest {
  private static final NodeEvents EVENTS = new NodeEvents(80);

  @Test
  void aLineIsFilledWithDotsUpToItsBracket() {
    assertThat(begun(SomeNodes.model("orders", "table")))
        .isEqualTo(
            "1 of 5 START sql table model s.orders .......................................... [RUN]");
  }

  @Test
  void aLongLineKeepsItsBracket() {
    String name = "accepted_values_stg_riders_tariff_code__guest__day_pass__member_and_more";

    assertThat(begun(SomeNodes.test(name))).isEqualTo("1 of 5 START test " + name + "  [RUN]");
  }

  @Test
  void eachKindOfNodeEndsInItsOwnWords() {
    assertThat(ended(SomeNodes.model("orders", "table"), "success", "SELECT 5", 0))
        .startsWith("1 of 5 OK created sql table model s.orders ..")
        .endsWith(".. [SELECT 5 in 1.20s]");
    assertThat(ended(SomeNodes.model("orders", "view"), "error", "no such column", 0))
        .startsWith("1 of 5 ERROR creating sql view model s.orders ..")
        .endsWith(".. [ERROR in 1.20s]");
    assertThat(ended(SomeNodes.seed("codes"), "success", "INSERT 3", 0))
        .startsWith("1 of 5 OK loaded seed file s.codes ..")
        .endsWith(".. [INSERT 3 in 1.20s]");
    assertThat(ended(SomeNodes.snapshot("states"), "success", "OK", 0))
        .startsWith("1 of 5 OK snapshotted s.states ..")
        .endsWith(".. [OK in 1.20s]");
    assertThat(ended(SomeNodes.test("t"), "pass", "", 0))
        .startsWith("1 of 5 PASS t ..")
        .endsWith(".. [PASS in 1.20s]");
    assertThat(ended(SomeNodes.test("t"), "fail", "Got 2 results", 2))
        .startsWith("1 of 5 FAIL 2 t ..")
        .endsWith(".. [FAIL 2 in 1.20s]");
    assertThat(ended(SomeNodes.test("t"), "warn", "Got 2 results", 2))
        .startsWith("1 of 5 WARN 2 t ..")
        .endsWith(".. [WARN 2 in 1.20s]");
    assertThat(ended(SomeNodes.hook(0), "success", "", 0))
        .startsWith("1 of 5 OK hook: shop.on-run-start.0 ..")
        .endsWith(".. [OK in 1.20s]");
    assertThat(ended(SomeNodes.model("orders", "view"), "skipped", "", 0))
        .startsWith("1 of 5 SKIP relation s.orders ..")
        .endsWith(".. [SKIP]");
    assertThat(ended(SomeNodes.test("t"), "skipped", "", 0)).startsWith("1 of 5 SKIP test t ..");
  }

  @Test
  void failuresMatterMoreThanSuccesses() {
    assertThat(event(SomeNodes.test("t"), "pass", 0).level()).isEqualTo(Level.INFO);
    assertThat(event(SomeNodes.test("t"), "warn", 1).level()).isEqualTo(Level.WARN);
    assertThat(event(SomeNodes.test("t"), "fail", 1).level()).isEqualTo(Level.ERROR);
  }

  @Test
  void theEndOfARunNamesWhatFailedAndCounts() {
    List<String> lines =
        RunEvents.summary(
                List.of(
                    result(SomeNodes.model("a", "view"), "success", "OK", ""),
                    result(SomeNodes.test("t"), "fail", "Got 2 results", "target/compiled/t.sql"),
                    result(SomeNodes.test("w"), "warn", "Got 1 result", ""),
                    result(SomeNodes.model("b", "view"), "skipped", "", "")),
                Optional.empty())
            .stream()
            .map(Event::plain)
            .toList();

    assertThat(lines)
        .containsExactly(
            "",
            "Completed with 1 error, 0 partial successes, and 1 warning:",
            "",
            "[ERROR]: in test t (tests/t.sql)",
            "  Got 2 results",
            "",
            "  compiled code at target/compiled/t.sql",
            "",
            "[WARNING]: in test w (tests/w.sql)",
            "[WARNING]: Got 1 result",
            "",
            "Done. PASS=1 WARN=1 ERROR=1 SKIP=1 NO-OP=0 REUSED=0 TOTAL=4");
  }

  @Test
  void theEndOfAStoppedRunSaysWhyInsteadOfHowItWent() {
    var results = List.of(result(SomeNodes.model("a", "view"), "success", "OK", ""));

    List<Event> events =
        RunEvents.summary(results, Optional.of("Exited because of keyboard interrupt"));

    assertThat(events.stream().map(Event::plain))
        .containsExactly(
            "",
            "Exited because of keyboard interrupt",
            "",
            "Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=1");
  }

  @Test
  void whatRanIsCountedByKind() {
    Event event =
        RunEvents.finishedRunning(
            List.of(
                SomeNodes.model("a", "view"),
                SomeNodes.model("b", "table"),
                SomeNodes.model("c", "table"),
                SomeNodes.test("t"),
                SomeNodes.seed("x"),
                SomeNodes.hook(0)),
            Duration.ofMillis(3_661_234));

    assertThat(event.plain())
        .isEqualTo(
            "Finished running 1 project hook, 1 seed, 2 table models, 1 data test, 1 view model"
                + " in 1 hours 1 minutes and 1.23 seconds (3661.23s).");
  }

  @Test
  void jsonHasDbtsShape() {
    var json = new LogFormat.Json("id-1", 7, java.util.Map.of(), false);

    String line =
        json.line(
            RunEvents.noNodesFor("é"), Instant.parse("2026-11-25T08:13:33.144981Z"), "MainThread");

    assertThat(line)
        .isEqualTo(
            "{\"data\": {\"spec_raw\": \"\\u00E9\"}, \"info\": {\"category\": \"\", \"code\":"
                + " \"M030\", \"extra\": {}, \"invocation_id\": \"id-1\", \"level\": \"warn\","
                + " \"msg\": \"[WARNING]: The selection criterion '\\u00E9' does not match any"
                + " enabled nodes\", \"name\": \"NoNodesForSelectionCriteria\", \"pid\": 7,"
                + " \"thread\": \"MainThread\", \"ts\": \"2026-11-25T08:13:33.144981Z\"}}");
  }

  @Test
  void aNodeIsDescribedInItsJson() {
    Event event = event(SomeNodes.model("orders", "table"), "success", 0);

    Data.Dict info = event.node().orElseThrow().data();

    assertThat(info.find("unique_id")).contains(Data.of("model.shop.orders"));
    assertThat(info.find("materialized")).contains(Data.of("table"));
    assertThat(info.find("node_status")).contains(Data.of("success"));
  }

  @Test
  void linesBeginWithTheTime() {
    Instant at = Instant.parse("2026-11-25T08:12:01.702753Z");
    Event event = RunEvents.version("1.12.6");

    assertThat(new LogFormat.Text(false).line(event, at, "MainThread"))
        .isEqualTo("08:12:01  Running with dbt=1.12.6");
    assertThat(new LogFormat.Debug(false).line(event, at, "MainThread"))
        .isEqualTo("08:12:01.702753 [info ] [MainThread]: Running with dbt=1.12.6");
  }

  private static String begun(Resource node) {
    return EVENTS.begun(NodeInfo.started(node, Instant.EPOCH), 1, 5).plain();
  }

  private static String ended(Resource node, String status, String message, long failures) {
    return EVENTS.ended(info(node, status), end(status, message, failures), 1, 5).plain();
  }

  private static Event event(Resource node, String status, long failures) {
    return EVENTS.ended(info(node, status), end(status, "", failures), 1, 5);
  }

  private static RunEvents.Ended result(Resource node, String status, String message, String path) {
    return new RunEvents.Ended(info(node, status), end(status, message, 0), path);
  }

  private static NodeInfo info(Resource node, String status) {
    return NodeInfo.started(node, Instant.EPOCH).finished(status, Instant.EPOCH);
  }

  private static NodeEnd end(String status, String message, long failures) {
    return new NodeEnd(status, message, OptionalLong.of(failures), Duration.ofMillis(1200));
  }
}
