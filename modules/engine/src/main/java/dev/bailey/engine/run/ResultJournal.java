package dev.bailey.engine.run;

/// Hears of each result as soon as it is one, so that a process that is killed leaves behind how
/// far it came. May be called from several threads.
@FunctionalInterface
public interface ResultJournal {
  /// A journal that nobody keeps.
  ResultJournal NONE = _ -> {};

  /// A node ended, or came this far. Of several results of a node the last one counts.
  void note(NodeResult result);
}
