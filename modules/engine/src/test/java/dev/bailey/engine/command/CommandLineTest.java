package dev.bailey.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.engine.command.CommandLine.Parsed;
import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineTest {
  @Test
  void anOptionOfSeveralValuesEndsAtTheNextOption() {
    DbtCommand command = ready("build -s +orders tag:nightly --exclude broken --fail-fast");

    assertThat(command.which()).isEqualTo(Which.BUILD);
    assertThat(command.select()).containsExactly("+orders", "tag:nightly");
    assertThat(command.exclude()).containsExactly("broken");
    assertThat(command.flags().isTrue(Option.FAIL_FAST)).isTrue();
  }

  @Test
  void quotesHoldWordsTogetherAndSelectSplitsThem() {
    DbtCommand command =
        ready("dbt run --select \"a b\" --select c --vars '{day: 2026-01-01, n: 3}'");

    assertThat(command.select()).containsExactly("a", "b", "c");
    assertThat(command.flags().dict(Option.VARS).find("n")).contains(Data.of(3));
  }

  @ParameterizedTest
  @CsvSource({
    "ls -s orders,LIST",
    "list,LIST",
    "source freshness,SOURCE_FRESHNESS",
    "source snapshot-freshness,SOURCE_FRESHNESS",
    "docs generate,DOCS_GENERATE",
    "--log-format json parse,PARSE",
    "run-operation drop_all --args '{}',RUN_OPERATION",
  })
  void commandsHaveDbtsNames(String line, Which expected) {
    assertThat(ready(line).which()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "build --selct x|No such option '--selct'.|--select",
        "nope|No such command 'nope'.|",
        "run --threads many|Invalid value for '--threads': 'many' is not a valid integer.|",
        "run --log-format xml|'xml' is not one of 'text', 'debug', 'json', 'default'.|",
        "run --vars '[1]'|'[1]' is not a dictionary in YAML.|",
        "run --vars '{a'|is not valid YAML|",
        "run --event-time-start 2024-01-01|`--event-time-end` must also be present.|",
        "run --event-time-end 2024-01-01|`--event-time-start` must also be present.|",
        "run --event-time-start 2024-01-02 --event-time-end 2024-01-01|must be less than|",
        "run --event-time-start x --event-time-end y|Invalid value for '--event-time-start': 'x'|",
        "run --sample 3|Must be of form 'DAYS_INT GRAIN_SIZE'.|",
        "run --sample '3 weeks'|Invalid grain size 'weeks'.|",
        "run --sample 'a days'|Unable to convert 'a' to an integer.|",
        "run --sample '{start: 2024-01-01}'|has no 'end'|",
        "run --select|Option '--select' requires an argument.|",
        "run orders|Got unexpected extra argument (orders)|",
        "build --resource-type table|'table' is not one of|'unit_test'",
        "run --store-failures|No such option '--store-failures'.|",
        "run --select 'a|No closing quotation|",
      })
  void aMistakeIsNamedWithItsRemedy(String line, String message, String remedy) {
    assertThat(parser(Map.of()).parseLine(line))
        .isInstanceOfSatisfying(
            Parsed.Refused.class,
            refused -> {
              assertThat(refused.text()).contains(message).contains("--help");
              assertThat(refused.text()).contains(remedy == null ? "" : remedy);
            });
  }

  @Test
  void theCommandLineCountsBeforeTheEnvironmentAndThatBeforeTheProject() {
    Data.Dict project =
        Data.dict(
            Map.of(
                "printer_width", Data.of(50),
                "fail_fast", Data.of(true),
                "indirect_selection", Data.of("cautious")));
    var environment = Map.of("DBT_PRINTER_WIDTH", "60", "DBT_FAIL_FAST", "false");
    DbtCommand command =
        ((Parsed.Ready) parser(environment).parseLine("run --printer-width 70")).command();

    Flags flags = command.withProjectFlags(project).flags();

    assertThat(flags.number(Option.PRINTER_WIDTH)).hasValue(70);
    assertThat(flags.isTrue(Option.FAIL_FAST)).isFalse();
    assertThat(flags.choice(Option.INDIRECT_SELECTION)).isEqualTo("cautious");
    assertThat(flags.choice(Option.LOG_LEVEL)).isEqualTo("info");
  }

  @Test
  void theNewPrefixOfVariablesCountsBeforeTheOld() {
    var environment = Map.of("DBT_TARGET", "old", "DBT_ENGINE_TARGET", "new");

    assertThat(
            ((Parsed.Ready) parser(environment).parseLine("run"))
                .command()
                .flags()
                .text(Option.TARGET))
        .contains("new");
  }

  @Test
  void argumentsAreRecordedAsDbtDoes() {
    Data.Dict args = ready("dbt build --select a --threads 2").flags().args();

    assertThat(args.find("which")).contains(Data.of("build"));
    assertThat(args.find("invocation_command"))
        .contains(Data.of("dbt build --select a --threads 2"));
    assertThat(args.find("select")).contains(Data.texts(List.of("a")));
    assertThat(args.find("empty")).contains(Data.of(false));
    assertThat(args.find("fail_fast")).isEmpty();
    assertThat(args.find("target")).isEmpty();
    assertThat(args.find("validate_macro_args")).contains(Data.of(true));
  }

  @ParameterizedTest
  @EnumSource(Which.class)
  void everyCommandExplainsItself(Which which) {
    assertThat(parser(Map.of()).parseLine(which.words() + " --help"))
        .isInstanceOfSatisfying(
            Parsed.Help.class,
            help ->
                assertThat(help.text())
                    .startsWith("Usage: dbt " + which.words())
                    .contains(which.purpose())
                    .contains("--project-dir"));
  }

  @Test
  void theCommandThatWasProbablyMeantIsNamed() {
    assertThat(refusal("runn")).contains("No such command 'runn'. Did you mean 'run'?");
  }

  @Test
  void noCommandAtAllIsAnsweredWithWhatThereIs() {
    assertThat(refusal("dbt")).startsWith("Usage: dbt").contains("build", "source freshness");
  }

  private static String refusal(String line) {
    return ((Parsed.Refused) parser(Map.of()).parseLine(line)).text();
  }

  private static CommandLine parser(Map<String, String> environment) {
    return new CommandLine(environment);
  }

  private static DbtCommand ready(String line) {
    return ((Parsed.Ready) parser(Map.of()).parseLine(line)).command();
  }
}
