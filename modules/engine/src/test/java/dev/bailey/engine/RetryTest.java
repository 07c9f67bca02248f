package dev.bailey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.project.manifest.Data;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `dbt retry` takes from the results of the earlier command.
class RetryTest {

  @Test
  void theNodesThatDidNotEndWellAreCarriedOut() {
    Retry retry = retry("dbt retry", results("build", ""));

    assertThat(retry.command().which()).isEqualTo(Which.BUILD);
    assertThat(retry.nodes()).containsExactlyInAnyOrder("model.shop.bad", "model.shop.after");
  }

  @Test
  void aWarningIsNoFailureUnlessWarningsAreErrors() {
    Retry retry = retry("dbt --warn-error retry", results("build", ""));

    assertThat(retry.nodes()).contains("test.shop.warns");
  }

  @Test
  void theOptionsOfTheEarlierCommandCountAgain() {
    String args =
        "\"full_refresh\": true, \"vars\": {\"day\": 1}, \"target_path\": \"elsewhere\", ";

    DbtCommand command = retry("dbt retry", results("run", args)).command();

    assertThat(command.flags().isTrue(Option.FULL_REFRESH)).isTrue();
    assertThat(command.flags().dict(Option.VARS).find("day")).isPresent();
    assertThat(command.targetFolder()).isEqualTo("target");
  }

  @Test
  void variablesAndThreadsCanBeGivenAnew() {
    DbtCommand command =
        retry("dbt retry --vars '{day: 2}' --threads 7", results("run", "\"vars\": {\"day\": 1}, "))
            .command();

    assertThat(command.flags().dict(Option.VARS).find("day").orElseThrow().toString())
        .contains("2");
    assertThat(command.flags().number(Option.THREADS)).hasValue(7);
  }

  @Test
  void theMacroOfAnOperationIsCalledAgain() {
    String args = "\"macro\": \"refresh\", \"args\": {\"x\": 1}, ";

    DbtCommand command = retry("dbt retry", results("run-operation", args)).command();

    assertThat(command.argument()).contains("refresh");
    assertThat(command.flags().dict(Option.ARGS).find("x")).isPresent();
  }

  @Test
  void withoutResultsThereIsNothingToRetry() {
    assertThatThrownBy(() -> Retry.of(command("dbt retry"), (_, _) -> {}))
        .hasMessageContaining("Could not find previous run in 'target'");
  }

  @Test
  void aCommandThatCarriesOutNoNodesCannotBeRetried() {
    assertThatThrownBy(() -> retry("dbt retry", results("parse", "")))
        .hasMessageContaining("`parse`");
  }

  @Test
  void aCommandThatWasKilledIsGoneOnWithAtItsFirstUnfinishedNode() {
    Retry retry = retry("dbt retry", Map.of("run_results.partial.jsonl", journal("12:00")));

    assertThat(retry.command().which()).isEqualTo(Which.BUILD);
    assertThat(retry.nodes()).containsExactlyInAnyOrder("model.shop.bad", "model.shop.after");
    assertThat(retry.kept())
        .extracting(result -> result.find("unique_id").flatMap(Data::asText).orElse(""))
        .containsExactly("model.shop.good");
  }

  @Test
  void theLineThatAKilledProcessDidNotFinishCountsForNothing() {
    String cut = journal("12:00") + "{\"unique_id\": \"model.shop.after\", \"status\": \"succ";

    assertThat(retry("dbt retry", Map.of("run_results.partial.jsonl", cut)).nodes())
        .contains("model.shop.after");
  }

  @Test
  void theBatchesThatAKilledModelHadBuiltAreNotBuiltAgain() {
    String sofar =
        """
        {"unique_id": "model.shop.after", "status": "partial success", "batch_results": \
        {"successful": [%s], "failed": [%s]}}
        """
            .formatted(window(1), window(2));

    Retry retry = retry("dbt retry", Map.of("run_results.partial.jsonl", journal("12:00") + sofar));

    assertThat(retry.nodes()).contains("model.shop.after");
    assertThat(retry.batches().values())
        .singleElement()
        .satisfies(batches -> assertThat(batches.failed()).hasSize(1));
  }

  @Test
  void whatAKilledCommandLeftIsOldOnceAnotherCommandLeftResults() {
    Retry retry =
        retry(
            "dbt retry",
            Map.of(
                "run_results.partial.jsonl", journal("12:00"),
                "run_results.json", resultsOf("run", "13:00")));

    assertThat(retry.command().which()).isEqualTo(Which.RUN);
    assertThat(retry.kept()).isEmpty();
  }

  @Test
  void aCommandThatWasKilledCountsMoreThanTheResultsBeforeIt() {
    Retry retry =
        retry(
            "dbt retry",
            Map.of(
                "run_results.partial.jsonl", journal("12:00"),
                "run_results.json", resultsOf("run", "11:00")));

    assertThat(retry.command().which()).isEqualTo(Which.BUILD);
  }

  private static Retry retry(String line, String results) {
    return retry(line, Map.of("run_results.json", results));
  }

  private static Retry retry(String line, Map<String, String> files) {
    return Retry.of(
        command(line),
        new Artifacts() {
          @Override
          public void write(String path, byte[] content) {}

          @Override
          public Optional<byte[]> earlier(Optional<String> folder, String name) {
            return Optional.ofNullable(files.get(name))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static String journal(String time) {
    return """
    {%s, "args": {"which": "build"}, "nodes": ["model.shop.good", "model.shop.bad", "model.shop.after"]}
    {"unique_id": "model.shop.good", "status": "success"}
    {"unique_id": "model.shop.bad", "status": "error"}
    """
        .formatted(metadata(time));
  }

  private static String resultsOf(String which, String time) {
    return "{%s, \"results\": [], \"args\": {\"which\": \"%s\"}}".formatted(metadata(time), which);
  }

  private static String metadata(String time) {
    return """
    "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json", \
    "invocation_started_at": "2026-03-01T%s:00.000000Z"}\
    """
        .formatted(time);
  }

  private static String window(int day) {
    return "[\"2024-01-0%dT00:00:00+00:00\", \"2024-01-0%dT00:00:00+00:00\"]"
        .formatted(day, day + 1);
  }

  private static DbtCommand command(String line) {
    return ((CommandLine.Parsed.Ready) new CommandLine(Map.of()).parseLine(line)).command();
  }

  private static String results(String which, String args) {
    return """
    {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"},
     "results": [
       {"unique_id": "model.shop.good", "status": "success"},
       {"unique_id": "model.shop.bad", "status": "error"},
       {"unique_id": "model.shop.after", "status": "skipped"},
       {"unique_id": "test.shop.warns", "status": "warn"},
       {"unique_id": "operation.shop.shop-on-run-start-0", "status": "error"}],
     "args": {%s"which": "%s"}}
    """
        .formatted(args, which);
  }
}
