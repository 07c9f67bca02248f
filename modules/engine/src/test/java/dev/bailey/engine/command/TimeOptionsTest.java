package dev.bailey.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.relation.TimeWindow;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeOptionsTest {
  private static final Instant NOW = Instant.parse("2024-03-31T16:06:00Z");

  private static TimeOptions options(String line) {
    if (new CommandLine(Map.of()).parseLine(line)
        instanceof CommandLine.Parsed.Ready(DbtCommand command)) {
      return new TimeOptions(command.flags());
    }
    throw new AssertionError(line);
  }

  private static TimeWindow window(String start, String end) {
    return new TimeWindow(Instant.parse(start), Instant.parse(end));
  }

  @Test
  void withoutOptionsNothingIsConfined() {
    assertThat(options("run").asked()).isEmpty();
    assertThat(options("run").sample(NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01, 2024-01-02, 2024-01-02T00:00:00Z",
    "2024-01-01, 2024-01-02T03:04:05, 2024-01-02T03:04:05Z",
    "2024-01-01, '\"2024-01-02 03:04:05\"', 2024-01-02T03:04:05Z"
  })
  void aWindowIsADateOrADateWithATime(String start, String end, String expected) {
    assertThat(options("run --event-time-start " + start + " --event-time-end " + end).asked())
        .contains(window("2024-01-01T00:00:00Z", expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1 month, 2024-02-29T16:06:00Z",
    "2 hours, 2024-03-31T14:06:00Z",
    "1 DAY, 2024-03-30T16:06:00Z",
    "1 year, 2023-03-31T16:06:00Z"
  })
  void aSampleIsSoMuchTimeBeforeNow(String sample, String start) {
    assertThat(options("run --sample '" + sample + "'").sample(NOW))
        .contains(window(start, "2024-03-31T16:06:00Z"));
  }

  @Test
  void aSampleMayNameItsEnds() {
    assertThat(
            options("run --sample \"{start: 2024-01-01T00:00:00, end: '2024-01-03'}\"").sample(NOW))
        .contains(window("2024-01-01T00:00:00Z", "2024-01-03T00:00:00Z"));
  }
}
