package dev.bailey.project.selection;

import java.util.Arrays;
import java.util.Optional;

/// Which tests come along with the nodes that they test.
public enum Indirect {
  /// Every test of a selected node.
  EAGER,
  /// Tests all of whose parents are selected.
  CAUTIOUS,
  /// Tests all of whose parents are selected, parents of selected nodes, or sources.
  BUILDABLE,
  /// None.
  EMPTY;

  /// dbt's word.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// The mode with that word.
  public static Optional<Indirect> named(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
