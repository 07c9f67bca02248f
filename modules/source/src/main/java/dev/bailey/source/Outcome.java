package dev.bailey.source;

import java.util.List;
import java.util.function.Function;

/// What reading user input gives: a value, perhaps with warnings, or every problem found (never
/// none).
public sealed interface Outcome<T> {

  /// All problems found, warnings included.
  List<Problem> problems();

  /// The input could be used.
  ///
  /// @param problems warnings only
  record Ok<T>(T value, List<Problem> problems) implements Outcome<T> {
    public Ok {
      problems = List.copyOf(problems);
    }
  }

  /// The input could not be used.
  ///
  /// @param problems at least one of them an error
  record Failed<T>(List<Problem> problems) implements Outcome<T> {
    public Failed {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a failure without a problem");
      }
    }
  }

  /// A value without warnings.
  static <T> Outcome<T> ok(T value) {
    return new Ok<>(value, List.of());
  }

  /// A failure with one problem.
  static <T> Outcome<T> failed(Problem problem) {
    return new Failed<>(List.of(problem));
  }

  /// The same outcome with its value changed.
  default <U> Outcome<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Ok<T>(T value, List<Problem> warnings) -> new Ok<>(change.apply(value), warnings);
      case Failed<T>(List<Problem> problems) -> new Failed<>(problems);
    };
  }
}
