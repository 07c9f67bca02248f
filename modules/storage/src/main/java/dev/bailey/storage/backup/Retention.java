package dev.bailey.storage.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How long backups are kept: until they are older than a number of days **and** there are backups
/// of as many later days. So neither a clock that jumps ahead nor many backups in one day take away
/// what there is.
///
/// @param days at least one
public record Retention(int days) {
  /// Fewer are too few to notice damage before the last good backup is gone: a weekend and the time
  /// to find out.
  public static final int LEAST = 7;

  public Retention {
    if (days < 1) {
      throw new IllegalArgumentException("backups are kept for at least one day, not " + days);
    }
  }

  /// Which backups need not be kept any more.
  ///
  /// @param all oldest first
  List<Backup> outdated(List<Backup> all, Instant now) {
    Instant limit = now.minus(Duration.ofDays(days));
    return all.stream()
        .filter(backup -> backup.at().isBefore(limit))
        .filter(backup -> laterDays(all, backup).size() >= days)
        .toList();
  }

  private static Set<LocalDate> laterDays(List<Backup> all, Backup backup) {
    var later = new HashSet<LocalDate>();
    all.stream()
        .filter(each -> each.number() > backup.number())
        .map(each -> LocalDate.ofInstant(each.at(), ZoneOffset.UTC))
        .forEach(later::add);
    later.remove(LocalDate.ofInstant(backup.at(), ZoneOffset.UTC));
    return later;
  }
}
