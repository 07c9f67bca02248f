package dev.bailey.engine;

import dev.bailey.engine.event.Event;

/// Hears what happens during an invocation, as it happens. May be called from several threads; the
/// calling thread is the one on which it happens.
public interface Listener {

  /// Something happened that dbt logs; a line of text is made of it by a
  /// [dev.bailey.engine.event.LogFormat].
  void event(Event event);

  /// A node began, or ended with its final result.
  void node(NodeProgress progress);
}
