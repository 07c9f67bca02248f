package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import java.util.List;

/// The threads of a run that have no node to carry out at the moment, and help with one that has
/// several parts.
public interface Helpers {
  /// Nobody helps.
  Helpers NONE = (parts, own) -> parts.forEach(part -> part.over(own));

  /// Does all parts, side by side as far as threads are idle, each thread over its own connection,
  /// and waits for the end. Nodes that are due have precedence over help.
  ///
  /// @param own the calling thread's connection
  /// @throws RuntimeException what one of the parts threw, once all have ended
  void together(List<Part> parts, Connection own);

  /// A part of the work on a node. Any thread may do it.
  @FunctionalInterface
  interface Part {
    void over(Connection connection);
  }
}
