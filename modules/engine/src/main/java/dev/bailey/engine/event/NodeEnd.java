package dev.bailey.engine.event;

import java.time.Duration;
import java.util.OptionalLong;

/// How a node ended.
///
/// @param status dbt's word: `success`, `error`, `fail`, `warn`, `skipped`, `pass`, `no-op`,
///   `runtime error`, `partial success`
/// @param message what the warehouse or dbt said, such as `INSERT 6`; empty for nothing
/// @param failures how many rows a test found
public record NodeEnd(String status, String message, OptionalLong failures, Duration time) {

  boolean isError() {
    return status.equals("error") || status.equals("runtime error");
  }

  double seconds() {
    return time.toNanos() / 1e9;
  }
}
