package dev.bailey.engine;

import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.EventType;
import dev.bailey.engine.event.RunEvents;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Counts the deprecations that one invocation meets. Users see the first of each kind, and the
/// counts at the end. One thread at a time.
final class Deprecations {
  private final boolean showsAll;
  private final Map<EventType, Integer> counts = new EnumMap<>(EventType.class);

  /// @param showsAll whether users want to see every single one
  Deprecations(boolean showsAll) {
    this.showsAll = showsAll;
  }

  /// Counts what an event tells of, and answers whether it is to be shown. Other events are.
  boolean isShown(Event event) {
    return !event.type().isDeprecation()
        || counts.merge(event.type(), 1, Integer::sum) == 1
        || showsAll;
  }

  /// How often each kind was met; nothing without any.
  Optional<Event> summary() {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(RunEvents.deprecations(counts, !showsAll));
  }
}
