package dev.bailey.engine.command;

import dev.bailey.project.batch.BatchSize;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.relation.TimeWindow;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The options that confine a command to a window of event time. All times are in UTC.
public final class TimeOptions {
  private final Flags flags;

  public TimeOptions(Flags flags) {
    this.flags = flags;
  }

  /// Which window microbatch models are to build: `--event-time-start` and `--event-time-end`.
  ///
  /// @throws UsageException when one is missing, is no time, or comes in the wrong order
  public Optional<TimeWindow> asked() {
    Optional<Instant> start = moment(Option.EVENT_TIME_START, "--event-time-start");
    Optional<Instant> end = moment(Option.EVENT_TIME_END, "--event-time-end");
    if (start.isEmpty() && end.isEmpty()) {
      return Optional.empty();
    }
    if (start.isEmpty()) {
      throw alone("--event-time-end", "--event-time-start");
    }
    if (end.isEmpty()) {
      throw alone("--event-time-start", "--event-time-end");
    }
    if (!start.get().isBefore(end.get())) {
      throw new UsageException(
          "Value for `--event-time-start` must be less than `--event-time-end`");
    }
    return Optional.of(new TimeWindow(start.get(), end.get()));
  }

  private static UsageException alone(String given, String missing) {
    return new UsageException(
        ("The flag `%1$s` was specified, but `%2$s` was not. When specifying `%1$s`, `%2$s` must also"
                + " be present.")
            .formatted(given, missing));
  }

  private Optional<Instant> moment(Option option, String name) {
    return given(option)
        .map(text ->
            read(text)
                .orElseThrow(() ->
                    new UsageException(
                        ("Invalid value for '%s': '%s' does not match the formats"
                                + " '%%Y-%%m-%%d', '%%Y-%%m-%%dT%%H:%%M:%%S', '%%Y-%%m-%%d"
                                + " %%H:%%M:%%S'.")
                            .formatted(name, text))));
  }

  private Optional<String> given(Option option) {
    return flags.text(option).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> read(String text) {
    try {
      LocalDateTime moment =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay()
              : LocalDateTime.parse(text.replace(' ', 'T'));
      return Optional.of(moment.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Which window all inputs are confined to: `--sample`, either so much time before now, as `3
  /// days`, or a dictionary of `start` and `end`.
  ///
  /// @throws UsageException when it is neither
  public Optional<TimeWindow> sample(Instant now) {
    return given(Option.SAMPLE)
        .map(text -> text.stripLeading().startsWith("{") ? between(text) : until(now, text));
  }

  private static TimeWindow between(String text) {
    if (new YamlReader(YamlLimits.DEFAULT).read(new SourceFile("--sample", text))
            instanceof Outcome.Ok<YamlNode>(YamlNode node, _)
        && YamlData.of(node) instanceof Data.Dict dict) {
      return new TimeWindow(end(dict, "start", text), end(dict, "end", text));
    }
    throw refused("'%s' is no dictionary of start and end".formatted(text));
  }

  private static Instant end(Data.Dict dict, String key, String text) {
    return switch (dict.find(key).orElse(Data.nothing())) {
      case Data.Date(LocalDate date) -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
      case Data.Moment(LocalDateTime moment, _) -> moment.toInstant(ZoneOffset.UTC);
      case Data.Text(String written) ->
          read(written).orElseThrow(() -> refused("'%s' of '%s' is no time".formatted(key, text)));
      default -> throw refused("'%s' has no '%s'".formatted(text, key));
    };
  }

  private static TimeWindow until(Instant now, String text) {
    List<String> words = List.of(text.split(" ", -1));
    if (words.size() != 2) {
      throw refused(
          "Cannot load SAMPLE_WINDOW from '%s'. Must be of form 'DAYS_INT GRAIN_SIZE'."
              .formatted(text));
    }
    String unit = words.getLast().toLowerCase(java.util.Locale.ROOT).replaceFirst("s+$", "");
    BatchSize size =
        BatchSize.named(unit)
            .orElseThrow(() ->
                refused(
                    "Invalid grain size '%s'. Must be one of %s, or a plural of these."
                        .formatted(words.getLast(), BatchSize.words())));
    try {
      long count = Long.parseLong(words.getFirst());
      LocalDateTime end = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
      return new TimeWindow(size.before(end, count).toInstant(ZoneOffset.UTC), now);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw refused("Unable to convert '%s' to an integer.".formatted(words.getFirst()));
    }
  }

  private static UsageException refused(String why) {
    return new UsageException("Invalid value for '--sample': " + why);
  }
}
