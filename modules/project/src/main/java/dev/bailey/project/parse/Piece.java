package dev.bailey.project.parse;

import dev.bailey.source.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that a parse made, with all that it depends on but the [Ground].
///
/// @param inputs what it was made of; whatever is made of the same is the same
/// @param asked the macros and docs blocks that it asked for while it was made, as
///   [dev.bailey.project.context.Making] spells them
/// @param warnings what was found while it was made
record Piece<T>(String inputs, Set<String> asked, List<Problem> warnings, T value) {
  Piece {
    asked = Set.copyOf(asked);
    warnings = List.copyOf(warnings);
  }

  /// Whether `other` was made of the same.
  boolean isSame(@Nullable Piece<T> other) {
    return other != null && inputs.equals(other.inputs) && asked.equals(other.asked);
  }
}
