package dev.bailey.jobs.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When a job is due: five cron fields in a time zone.
///
/// The fields are dbt Cloud's: minute, hour, day of month (`L` is the last), month, day of week (0
/// and 7 are Sunday; names too). Times follow the zone through daylight saving: a time that the
/// clocks skip runs at the next valid time; one that they repeat runs once.
public final class Schedule {
  private static final CronDefinition FIVE_FIELDS =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withStrictRange()
          .and()
          .withHours()
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .supportsL()
          .withStrictRange()
          .and()
          .withMonth()
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .withStrictRange()
          .and()
          .instance();

  private final String cron;
  private final ZoneId zone;
  private final ExecutionTime times;

  private Schedule(String cron, ZoneId zone, Cron parsed) {
    this.cron = cron;
    this.zone = zone;
    this.times = ExecutionTime.forCron(parsed);
  }

  /// Reads five cron fields.
  ///
  /// @param zone an IANA name such as `Europe/Zurich`, or `UTC`
  /// @throws IllegalArgumentException when fields or zone mean nothing; the message says which and
  ///   is for the user
  public static Schedule of(String cron, String zone) {
    String fields = cron.strip();
    if (fields.split("\\s+").length != 5) {
      throw new IllegalArgumentException(
          "a schedule has five fields (minute hour day month weekday), not '" + cron + "'");
    }
    try {
      return new Schedule(fields, ZoneId.of(zone), new CronParser(FIVE_FIELDS).parse(fields));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + zone + "' is no time zone", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + cron + "' is no schedule: " + e.getMessage(), e);
    }
  }

  /// The five fields.
  public String cron() {
    return cron;
  }

  /// The zone in which the fields count.
  public ZoneId zone() {
    return zone;
  }

  /// The first due time after `moment`; empty when there is none, as for 30 February.
  public Optional<Instant> next(Instant moment) {
    // The fields are matched against the wall clock alone, so that daylight saving is decided here
    // and not by the
    // library, which would drop a day's only run when the clocks skip its time.
    LocalDateTime wall = LocalDateTime.ofInstant(moment, zone);
    Optional<ZonedDateTime> match = times.nextExecution(wall.atZone(ZoneOffset.UTC));
    while (match.isPresent()) {
      Instant due = match.get().toLocalDateTime().atZone(zone).toInstant();
      if (due.isAfter(moment)) {
        return Optional.of(due);
      }
      match = times.nextExecution(match.get());
    }
    return Optional.empty();
  }

  /// The next `count` due times after `moment`, for a preview.
  public List<Instant> next(Instant moment, int count) {
    var found = new ArrayList<Instant>();
    Optional<Instant> due = next(moment);
    while (due.isPresent() && found.size() < count) {
      found.add(due.get());
      due = next(due.get());
    }
    return List.copyOf(found);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that && cron.equals(that.cron) && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cron, zone);
  }

  @Override
  public String toString() {
    return cron + " " + zone;
  }
}
