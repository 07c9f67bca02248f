package dev.bailey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
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

  private static Retry retry(String line, String results) {
    return Retry.of(
        command(line),
        new Artifacts() {
          @Override
          public void write(String path, byte[] content) {}

          @Override
          public Optional<byte[]> earlier(Optional<String> folder, String name) {
            return name.equals("run_results.json")
                ? Optional.of(results.getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
          }
        });
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
