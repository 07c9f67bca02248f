package dev.bailey.project.parse;

import dev.bailey.project.context.Making;
import dev.bailey.source.Problem;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Pieces of one kind: those of the parse before, and those of this one, which takes over what
/// would be made the same again. Safe for use by several threads, as long as each asks for another
/// piece.
final class Shelf<T> {
  private final Map<String, Piece<T>> earlier;
  private final Set<String> changed;
  private final Problems problems;
  private final Map<String, Piece<T>> pieces = new ConcurrentHashMap<>();

  /// @param changed the macros and docs blocks that mean something else than before
  Shelf(Map<String, Piece<T>> earlier, Set<String> changed, Problems problems) {
    this.earlier = earlier;
    this.changed = changed;
    this.problems = problems;
  }

  /// A piece.
  ///
  /// @param key what it is called in every parse
  /// @param inputs what it is made of
  /// @param fits whether an earlier value is still what would be made of these inputs
  T get(String key, String inputs, Predicate<T> fits, Supplier<T> make) {
    Piece<T> known = earlier.get(key);
    if (known != null
        && known.inputs().equals(inputs)
        && Collections.disjoint(known.asked(), changed)
        && fits.test(known.value())) {
      problems.addAll(known.warnings());
      pieces.put(key, known);
      return known.value();
    }
    return make(key, inputs, make);
  }

  T get(String key, String inputs, Supplier<T> make) {
    return get(key, inputs, _ -> true, make);
  }

  /// What has an error is made anew by the next parse.
  private T make(String key, String inputs, Supplier<T> make) {
    var making = new Making();
    T value = making.of(make);
    boolean isSound =
        making.problems().stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    if (isSound) {
      pieces.put(key, new Piece<>(inputs, making.asked(), making.problems(), value));
    }
    return value;
  }

  /// The pieces of this parse.
  Map<String, Piece<T>> pieces() {
    return Map.copyOf(pieces);
  }
}
