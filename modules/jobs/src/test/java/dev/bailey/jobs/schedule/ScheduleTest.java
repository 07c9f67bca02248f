package dev.bailey.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *, UTC, 2026-11-24T10:00:00Z, 2026-11-25T03:00:00Z",
    "*/15 * * * *, UTC, 2026-11-24T10:01:00Z, 2026-11-24T10:15:00Z",
    "0 9 * * 1-5, UTC, 2026-11-27T10:00:00Z, 2026-11-30T09:00:00Z",
    "0 9 * * 0, UTC, 2026-11-24T10:00:00Z, 2026-11-29T09:00:00Z",
    "0 9 * * 7, UTC, 2026-11-24T10:00:00Z, 2026-11-29T09:00:00Z",
    "0 9 * * SUN, UTC, 2026-11-24T10:00:00Z, 2026-11-29T09:00:00Z",
    "0 9 * * MON, UTC, 2026-11-24T10:00:00Z, 2026-11-30T09:00:00Z",
    "0 0 L * *, UTC, 2026-02-03T00:00:00Z, 2026-02-28T00:00:00Z",
    "0 3 * * *, Europe/Zurich, 2026-11-24T10:00:00Z, 2026-11-25T02:00:00Z",
    "0 3 * * *, America/New_York, 2026-07-01T00:00:00Z, 2026-07-01T07:00:00Z",
  })
  void theNextTimeIsFoundInTheZone(String cron, String zone, Instant from, Instant expected) {
    assertThat(Schedule.of(cron, zone).next(from)).contains(expected);
  }

  @Test
  void aTimeThatTheClocksSkipRunsAtTheNextValidTime() {
    // On 29 March 2026 Zurich's clocks go from 02:00 to 03:00.
    Schedule schedule = Schedule.of("30 2 * * *", "Europe/Zurich");

    assertThat(schedule.next(Instant.parse("2026-03-28T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aTimeThatTheClocksRepeatRunsOnce() {
    // On 25 October 2026 Zurich has 02:30 twice.
    List<Instant> times =
        Schedule.of("30 2 * * *", "Europe/Zurich").next(Instant.parse("2026-10-24T12:00:00Z"), 2);

    assertThat(times).hasSize(2);
    assertThat(times.get(1)).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void aDayThatNeverComesIsNeverDue() {
    assertThat(Schedule.of("0 0 30 2 *", "UTC").next(Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "* * * *, UTC, five fields",
    "61 * * * *, UTC, is no schedule",
    "a b c d e, UTC, is no schedule",
    "0 3 * * *, Mars/Olympus, is no time zone",
  })
  void nonsenseIsRefusedWithItsName(String cron, String zone, String message) {
    assertThatThrownBy(() -> Schedule.of(cron, zone))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
