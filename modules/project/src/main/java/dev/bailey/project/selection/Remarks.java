package dev.bailey.project.selection;

import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is noticed while a selection is evaluated; confined to one thread.
final class Remarks {
  private final List<String> unmatched = new ArrayList<>();
  private final Set<Problem> warnings;

  Remarks() {
    this(new LinkedHashSet<>());
  }

  private Remarks(Set<Problem> warnings) {
    this.warnings = warnings;
  }

  /// For a part of which nobody expects that it matches anything alone.
  Remarks ofOnePart() {
    return new Remarks(warnings);
  }

  void unmatched(String criterion) {
    unmatched.add(criterion);
  }

  void warning(Problem problem) {
    warnings.add(problem);
  }

  List<String> unmatched() {
    return unmatched;
  }

  /// Each once, however often it was noticed.
  List<Problem> warnings() {
    return List.copyOf(warnings);
  }
}
