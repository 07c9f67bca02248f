package dev.bailey.project.selection;

import java.util.List;
import java.util.Set;

/// What a selection gave.
///
/// @param ids unique ids in the order of the manifest
/// @param unmatched criteria that match nothing, as written, for a warning each
public record Selected(Set<String> ids, List<String> unmatched) {
  public Selected {
    ids = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(ids));
    unmatched = List.copyOf(unmatched);
  }
}
