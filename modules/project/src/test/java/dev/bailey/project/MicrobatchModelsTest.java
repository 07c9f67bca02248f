package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a microbatch model has to say of itself.
class MicrobatchModelsTest {
  private static ParsedFiles model(String config) {
    return new ParsedFiles()
        .with(
            "models/a.sql",
            "{{ config(materialized='incremental', incremental_strategy='microbatch', "
                + config
                + ") }} select 1 as ts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "batch_size='day', begin='2024-01-01' | must provide an 'event_time' (string) config",
        "event_time=1, batch_size='day', begin='2024-01-01' | 'event_time' config of type string",
        "event_time='ts', begin='2024-01-01' | 'batch_size' config that is one of"
            + " ['hour', 'day', 'month', 'year'], but got: None.",
        "event_time='ts', begin='2024-01-01', batch_size='week' | but got: week.",
        "event_time='ts', batch_size='day' | must provide a 'begin' (datetime) config",
        "event_time='ts', batch_size='day', begin='soon' | valid datetime (ISO format), but got: soon.",
        "event_time='ts', batch_size='day', begin=3 | 'begin' config of type datetime, but got: 3.",
        "event_time='ts', batch_size='day', begin='2024-01-01', lookback='x' | 'lookback' config as"
            + " type int",
        "event_time='ts', batch_size='day', begin='2024-01-01', concurrent_batches='x' | must be of"
            + " type `bool`"
      })
  void whatIsMissingOrWrongIsNamed(String config, String error) {
    assertThat(model(config).errors())
        .singleElement()
        .asString()
        .startsWith("Microbatch model 'a' ")
        .contains(error);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01, 2024-01-01T00:00:00",
    "2024-01-01T10:20:30, 2024-01-01T10:20:30",
    "20240101, 2024-01-01T00:00:00"
  })
  void aBeginIsADateOrADateWithATime(String begin, LocalDateTime expected) {
    var project = model("event_time='ts', batch_size='day', begin='" + begin + "'").project();

    assertThat(project.manifest().nodes().values())
        .singleElement()
        .extracting(node -> node.config().get("begin"))
        .isEqualTo(Optional.of(new Data.Moment(expected, Optional.empty())));
  }

  @Test
  void inputsWithoutEventTimeAreWarnedOf() {
    var project = model("event_time='ts', batch_size='day', begin='2024-01-01'").project();

    assertThat(project.warnings())
        .anySatisfy(warning ->
            assertThat(warning.message())
                .startsWith("The microbatch model 'a' has no 'ref' or 'source' input"));
  }

  @Test
  void batchesThatAreToBeBuiltAtOnceWhereTheyCannotAreWarnedOf() {
    var project =
        model("event_time='ts', batch_size='day', begin='2024-01-01', concurrent_batches=true")
            .project();

    assertThat(project.warnings())
        .anySatisfy(warning ->
            assertThat(warning.message())
                .startsWith("Found 1 microbatch model with the `concurrent_batches` config"));
  }
}
