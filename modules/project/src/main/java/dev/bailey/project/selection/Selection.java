package dev.bailey.project.selection;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What to select, as parsed.
public sealed interface Selection {

  /// The words it was made from, for messages.
  String text();

  /// One item such as `+tag:nightly`.
  ///
  /// @param arguments what stands after the dots of the method: `materialized` in
  ///   `config.materialized`
  /// @param indirect which tests come along
  record Criterion(
      String text,
      Method method,
      List<String> arguments,
      String value,
      Reach reach,
      Indirect indirect)
      implements Selection {
    public Criterion {
      arguments = List.copyOf(arguments);
    }
  }

  /// What comes along with what a criterion finds.
  ///
  /// @param wholeWay `@`: all that reads from it, and all that these need
  /// @param parents steps upwards; empty for none
  /// @param children steps downwards; empty for none
  record Reach(boolean wholeWay, OptionalInt parents, OptionalInt children) {
    static final Reach NONE = new Reach(false, OptionalInt.empty(), OptionalInt.empty());
  }

  /// What any of the parts selects.
  ///
  /// @param expected whether it is worth a warning when it selects nothing
  record Union(String text, List<Selection> parts, Indirect indirect, boolean expected)
      implements Selection {
    public Union {
      parts = List.copyOf(parts);
    }
  }

  /// What all of the parts select.
  record Intersection(String text, List<Selection> parts, Indirect indirect) implements Selection {
    public Intersection {
      parts = List.copyOf(parts);
    }
  }

  /// What `from` selects and `without` does not.
  record Difference(String text, Selection from, Selection without, Indirect indirect)
      implements Selection {}

  /// Everything that commands select when nothing is said.
  static Selection everything(Indirect indirect) {
    List<Selection> parts =
        List.of(
            any(Method.FQN, indirect),
            any(Method.SOURCE, indirect),
            any(Method.EXPOSURE, indirect));
    return new Union("", parts, indirect, false);
  }

  private static Selection any(Method method, Indirect indirect) {
    return new Criterion(method.word() + ":*", method, List.of(), "*", Reach.NONE, indirect);
  }

  /// How a command is told what to select.
  ///
  /// @param select items of `--select`; empty for everything
  /// @param exclude items of `--exclude`
  record Request(List<String> select, List<String> exclude, Optional<String> selector) {
    public Request {
      select = List.copyOf(select);
      exclude = List.copyOf(exclude);
    }
  }
}
