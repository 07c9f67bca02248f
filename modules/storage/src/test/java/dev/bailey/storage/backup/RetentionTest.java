package dev.bailey.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private static final Instant START = Instant.parse("2026-11-01T02:00:00Z");

  private final Retention week = new Retention(7);

  @Test
  void aBackupGoesWhenItIsOlderThanTheDaysAndAsManyLaterDaysHaveOne() {
    var daily = every(Duration.ofDays(1), 10);

    var outdated = week.outdated(daily, at(Duration.ofDays(9)));

    assertThat(outdated).extracting(Backup::number).containsExactly(1L, 2L);
  }

  @Test
  void anHourBeforeItsTimeABackupStays() {
    var daily = every(Duration.ofDays(1), 8);

    assertThat(week.outdated(daily, at(Duration.ofDays(7).minusHours(1)))).isEmpty();
    assertThat(week.outdated(daily, at(Duration.ofDays(7).plusHours(1)))).hasSize(1);
  }

  @Test
  void aClockThatJumpsAheadTakesNothingAway() {
    var daily = every(Duration.ofDays(1), 7);

    assertThat(week.outdated(daily, at(Duration.ofDays(400)))).isEmpty();
  }

  @Test
  void manyBackupsOfOneDayTakeNothingAwayEither() {
    var hourly = new ArrayList<>(every(Duration.ofMinutes(10), 40));
    for (int i = 0; i < 20; i++) {
      hourly.add(backup(41 + i, at(Duration.ofDays(400).plusMinutes(10L * i))));
    }

    assertThat(week.outdated(hourly, at(Duration.ofDays(401)))).isEmpty();
  }

  @Test
  void noTimeAtAllIsRefused() {
    assertThatThrownBy(() -> new Retention(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Backup> every(Duration pause, int count) {
    var all = new ArrayList<Backup>();
    for (int i = 0; i < count; i++) {
      all.add(backup(i + 1, at(pause.multipliedBy(i))));
    }
    return all;
  }

  private static Backup backup(long number, Instant at) {
    return new Backup("%06d".formatted(number), number, at, 0, 0, Map.of());
  }

  private static Instant at(Duration since) {
    return START.plus(since);
  }
}
