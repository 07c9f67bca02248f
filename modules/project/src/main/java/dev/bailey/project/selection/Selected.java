package dev.bailey.project.selection;

import dev.bailey.source.Problem;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a selection gave.
///
/// @param ids unique ids in the order of the manifest
/// @param unmatched criteria that match nothing, as written, for a warning each
/// @param warnings what the comparison with a state found
public record Selected(Set<String> ids, List<String> unmatched, List<Problem> warnings) {
  public Selected {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    unmatched = List.copyOf(unmatched);
    warnings = List.copyOf(warnings);
  }
}
