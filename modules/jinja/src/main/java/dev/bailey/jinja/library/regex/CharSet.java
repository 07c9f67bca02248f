package dev.bailey.jinja.library.regex;

import java.util.Arrays;
import java.util.List;

/// A class of characters, such as `[a-z\d]`.
final class CharSet {
  /// `\d`, `\s`, `\w` and what they exclude.
  enum Category {
    DIGIT,
    SPACE,
    WORD
  }

  /// A category, or all characters outside it.
  record Member(Category category, boolean isAscii, boolean isNegated) {
    boolean contains(int c) {
      return isIn(category, isAscii, c) != isNegated;
    }
  }

  private final int[] ranges;
  private final Member[] members;
  private final boolean isNegated;

  /// @param ranges pairs of first and last character
  CharSet(List<int[]> ranges, List<Member> members, boolean isNegated) {
    this.ranges = ranges.stream().flatMapToInt(Arrays::stream).toArray();
    this.members = members.toArray(new Member[0]);
    this.isNegated = isNegated;
  }

  /// Every character but the line feed, or every one.
  static CharSet any(boolean withNewline) {
    List<int[]> excluded = withNewline ? List.of() : List.of(new int[] {'\n', '\n'});
    return new CharSet(excluded, List.of(), true);
  }

  static CharSet of(Member member) {
    return new CharSet(List.of(), List.of(member), false);
  }

  boolean contains(int c) {
    return containsPlain(c) != isNegated;
  }

  /// Whether it contains the character in any case.
  boolean containsAnyCase(int c, boolean isAscii) {
    int lower = fold(c, isAscii);
    int upper = isAscii ? asciiUpper(c) : Character.toUpperCase(c);
    return (containsPlain(c) || containsPlain(lower) || containsPlain(upper)) != isNegated;
  }

  private boolean containsPlain(int c) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (c >= ranges[i] && c <= ranges[i + 1]) {
        return true;
      }
    }
    for (Member member : members) {
      if (member.contains(c)) {
        return true;
      }
    }
    return false;
  }

  /// The character by which those that differ only in case are compared.
  static int fold(int c, boolean isAscii) {
    if (isAscii) {
      return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static int asciiUpper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
  }

  static boolean isIn(Category category, boolean isAscii, int c) {
    if (c < 0x80) {
      return switch (category) {
        case DIGIT -> c >= '0' && c <= '9';
        case SPACE -> c == ' ' || (c >= '\t' && c <= '\r') || (!isAscii && c >= 0x1c && c <= 0x1f);
        case WORD ->
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      };
    }
    return !isAscii
        && switch (category) {
          case DIGIT -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
          case SPACE -> isWideSpace(c);
          case WORD -> isWideWord(c);
        };
  }

  private static boolean isWideSpace(int c) {
    return switch (c) {
      case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }

  private static boolean isWideWord(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }
}
