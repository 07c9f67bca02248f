package dev.bailey.storage.backup;

import java.time.Duration;
import java.time.Instant;

/// When backups are made by themselves.
///
/// @param every how long after the one before; zero for never
/// @param settling how long after a start at the earliest: a server that starts has other work
/// @param again how long after a failure
public record BackupSchedule(Duration every, Duration settling, Duration again) {

  /// After some minutes, then after `every`; an hour after a failure.
  public static BackupSchedule every(Duration every) {
    return new BackupSchedule(every, Duration.ofMinutes(10), Duration.ofHours(1));
  }

  /// Whether one is due. A clock that went back must not put the next one off: a backup of the
  /// future counts as none.
  boolean isDue(Instant newest, Instant now) {
    return every.isPositive()
        && (newest.isAfter(now.plus(again)) || !newest.plus(every).isAfter(now));
  }
}
