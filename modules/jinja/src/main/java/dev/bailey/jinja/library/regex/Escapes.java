package dev.bailey.jinja.library.regex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What follows a backslash and stands for one character.
final class Escapes {
  private Escapes() {}

  /// The character of an escape whose letter was just read, or -1 when it is none of these.
  ///
  /// @param start where the backslash stands
  static int character(PatternText text, int letter, int start) {
    return switch (letter) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case '\\' -> '\\';
      case 'x' -> hex(text, 2, start);
      case 'u' -> hex(text, 4, start);
      case 'U' -> hex(text, 8, start);
      case 'N' -> named(text, start);
      default -> -1;
    };
  }

  private static int hex(PatternText text, int count, int start) {
    String digits = text.digits(16, count);
    if (digits.length() < count) {
      throw text.error("incomplete escape " + text.slice(start, text.position()), start);
    }
    long value = Long.parseLong(digits, 16);
    if (value > Character.MAX_CODE_POINT) {
      throw text.error("bad escape " + text.slice(start, text.position()), start);
    }
    return (int) value;
  }

  private static int named(PatternText text, int start) {
    if (!text.take('{')) {
      throw text.error("missing {", text.position());
    }
    String name = text.until('}', "character name");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException _) {
      throw text.error("undefined character name '" + name + "'", start);
    }
  }

  /// An octal escape after `\0`.
  static int octal(PatternText text) {
    String digits = text.digits(8, 2);
    return digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
  }

  /// `[...]`, whose opening bracket was just read.
  static CharSet set(PatternText text, int flags, int start) {
    boolean isNegated = text.take('^');
    var ranges = new ArrayList<int[]>();
    var members = new ArrayList<CharSet.Member>();
    boolean isFirst = true;
    while (true) {
      int itemStart = text.position();
      int c = text.next();
      if (c == PatternText.END) {
        throw text.error("unterminated character set", start);
      }
      if (c == ']' && !isFirst) {
        return new CharSet(ranges, members, isNegated);
      }
      isFirst = false;
      int low = c == '\\' ? setEscape(text, flags, members, itemStart) : c;
      if (text.peek() == '-' && text.peek(1) != ']') {
        range(text, flags, ranges, low, itemStart, start);
      } else if (low >= 0) {
        ranges.add(new int[] {low, low});
      }
    }
  }

  private static void range(
      PatternText text, int flags, List<int[]> ranges, int low, int itemStart, int setStart) {
    text.next();
    int highStart = text.position();
    int c = text.next();
    if (c == PatternText.END) {
      throw text.error("unterminated character set", setStart);
    }
    int high = c == '\\' ? setEscape(text, flags, new ArrayList<>(), highStart) : c;
    if (low < 0 || high < 0 || high < low) {
      throw text.error("bad character range " + text.slice(itemStart, text.position()), itemStart);
    }
    ranges.add(new int[] {low, high});
  }

  /// The character, or -1 when a category was added.
  private static int setEscape(
      PatternText text, int flags, List<CharSet.Member> members, int start) {
    int letter = text.next();
    if (letter == PatternText.END) {
      throw text.error("bad escape (end of pattern)", start);
    }
    var member = category(letter, flags);
    if (member != null) {
      members.add(member);
      return -1;
    }
    if (letter == 'b') {
      return '\b';
    }
    if (letter >= '0' && letter <= '7') {
      String digits = (char) letter + text.digits(8, 2);
      int value = Integer.parseInt(digits, 8);
      if (value > 0377) {
        throw text.error("octal escape value \\" + digits + " outside of range 0-0o377", start);
      }
      return value;
    }
    return plain(text, letter, start);
  }

  /// An escape without a meaning of its own: punctuation stands for itself, letters and digits are
  /// refused.
  static int plain(PatternText text, int letter, int start) {
    int character = character(text, letter, start);
    if (character >= 0) {
      return character;
    }
    if (letter < 0x80 && Character.isLetterOrDigit(letter)) {
      throw text.error("bad escape \\" + Character.toString(letter), start);
    }
    return letter;
  }

  static CharSet.@Nullable Member category(int letter, int flags) {
    boolean isAscii = Flags.has(flags, Flags.ASCII);
    return switch (letter) {
      case 'd' -> new CharSet.Member(CharSet.Category.DIGIT, isAscii, false);
      case 'D' -> new CharSet.Member(CharSet.Category.DIGIT, isAscii, true);
      case 's' -> new CharSet.Member(CharSet.Category.SPACE, isAscii, false);
      case 'S' -> new CharSet.Member(CharSet.Category.SPACE, isAscii, true);
      case 'w' -> new CharSet.Member(CharSet.Category.WORD, isAscii, false);
      case 'W' -> new CharSet.Member(CharSet.Category.WORD, isAscii, true);
      default -> null;
    };
  }
}
