package dev.bailey.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BackupScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

  private final BackupSchedule daily = BackupSchedule.every(Duration.ofDays(1));

  @Test
  void theFirstIsDueAtOnce() {
    assertThat(daily.isDue(Instant.MIN, NOW)).isTrue();
  }

  @Test
  void theNextIsDueADayAfterTheOneBefore() {
    assertThat(daily.isDue(NOW.minus(Duration.ofHours(23)), NOW)).isFalse();
    assertThat(daily.isDue(NOW.minus(Duration.ofHours(24)), NOW)).isTrue();
  }

  /// The clock was ahead for a while: nobody waits until it is there again.
  @Test
  void aBackupOfTheFutureCountsAsNone() {
    assertThat(daily.isDue(NOW.plus(Duration.ofDays(40)), NOW)).isTrue();
  }

  @Test
  void aScheduleThatIsOffIsNeverDue() {
    assertThat(BackupSchedule.every(Duration.ZERO).isDue(Instant.MIN, NOW)).isFalse();
  }
}
