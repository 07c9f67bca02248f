package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.WarehouseException;
import java.time.Duration;
import java.util.Map;

/// One connection in figures, at one moment.
///
/// @param sessions how many are open
/// @param running how many statements and transactions have a turn
/// @param waiting how many wait for one
/// @param statements how many ended since the start, well or not
/// @param failures how many of these failed, by kind
/// @param queued how long statements waited, all together
/// @param took how long the warehouse had them, all together
/// @param interrupted whether the circuit breaker holds attempts to connect off
public record Figures(
    String connection,
    int sessions,
    int running,
    int waiting,
    long statements,
    Map<WarehouseException.Kind, Long> failures,
    Duration queued,
    Duration took,
    boolean interrupted) {
  public Figures {
    failures = Map.copyOf(failures);
  }
}
