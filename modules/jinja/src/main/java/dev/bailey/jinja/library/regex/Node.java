package dev.bailey.jinja.library.regex;

import java.util.List;

/// A part of a parsed regular expression.
sealed interface Node {
  /// Matches nothing, everywhere.
  record Empty() implements Node {}

  /// One character.
  record Literal(int character, boolean ignoresCase, boolean isAscii) implements Node {}

  /// One character of a class.
  record Set(CharSet characters, boolean ignoresCase, boolean isAscii) implements Node {}

  /// A place: `^`, `$`, `\A`, `\Z`, `\b`, `\B`.
  record At(Place place, boolean isAscii) implements Node {}

  record Sequence(List<Node> parts) implements Node {}

  record Choice(List<Node> branches) implements Node {}

  /// `body{least,most}`.
  record Repeat(Node body, int least, int most, Greed greed) implements Node {}

  record Group(int number, Node body) implements Node {}

  record BackReference(int group, boolean ignoresCase) implements Node {}

  record Look(Node body, boolean isBehind, boolean isNegative, int width) implements Node {}

  /// `(?>body)`.
  record Atomic(Node body) implements Node {}

  /// `(?(group)yes|no)`.
  record Conditional(int group, Node yes, Node no) implements Node {}

  enum Place {
    START,
    LINE_START,
    END,
    END_OR_LAST_NEWLINE,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }

  enum Greed {
    GREEDY,
    LAZY,
    POSSESSIVE
  }
}
