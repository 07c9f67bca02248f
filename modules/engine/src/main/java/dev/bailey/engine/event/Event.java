package dev.bailey.engine.event;

import dev.bailey.project.manifest.Data;
import java.time.Instant;

/// Something that dbt logs.
///
/// @param name dbt's, such as `LogModelResult`
/// @param code dbt's, such as `Q012`
/// @param message the text for people
/// @param data the particulars, as `data` of a line of JSON has them
/// @param thread the name of the thread
public record Event(
    String name,
    String code,
    Level level,
    String message,
    Data.Dict data,
    String thread,
    Instant at) {

  /// How much an event matters.
  public enum Level {
    DEBUG("debug"),
    INFO("info"),
    WARN("warn"),
    ERROR("error");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    /// dbt's word.
    public String word() {
      return word;
    }
  }

  /// An event that happens now, on this thread.
  public static Event now(String name, String code, Level level, String message, Data.Dict data) {
    return new Event(
        name, code, level, message, data, Thread.currentThread().getName(), Instant.now());
  }
}
