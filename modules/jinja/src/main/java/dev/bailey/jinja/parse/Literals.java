package dev.bailey.jinja.parse;

import dev.bailey.jinja.value.Float;
import dev.bailey.jinja.value.Int;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/// What numbers and strings of templates stand for.
final class Literals {
  /// CPython refuses to read longer decimal integers.
  static final int MAX_DIGITS = 4300;

  private Literals() {}

  /// @param text as written, with underscores and prefix; at most [#MAX_DIGITS] decimal digits
  static Int integer(String text) {
    String digits = text.replace("_", "");
    int radix =
        switch (digits.length() > 1 ? digits.charAt(1) : '0') {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
    if (radix != 10) {
      return Int.of(new BigInteger(digits.substring(2), radix));
    }
    return digits.length() < 19 ? Int.of(Long.parseLong(digits)) : Int.of(new BigInteger(digits));
  }

  static Float floating(String text) {
    return Float.of(Double.parseDouble(text.replace("_", "").toLowerCase(Locale.ROOT)));
  }

  /// The string between the quotes, escapes resolved; empty when one of them is malformed.
  static Optional<String> string(String inner) {
    if (inner.indexOf('\\') < 0) {
      return Optional.of(inner);
    }
    var out = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); ) {
      char c = inner.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      int next = escape(inner, i + 1, out);
      if (next < 0) {
        return Optional.empty();
      }
      i = next;
    }
    return Optional.of(out.toString());
  }

  /// Appends what the escape whose letter is at `at` stands for; gives where it ends, or -1.
  private static int escape(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case 'x' -> {
        return hex(text, at + 1, 2, out);
      }
      case 'u' -> {
        return hex(text, at + 1, 4, out);
      }
      case 'U' -> {
        return hex(text, at + 1, 8, out);
      }
      case 'N' -> {
        return named(text, at + 1, out);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(text, at, out);
      }
      default -> {
        return unknown(text, at, out);
      }
    }
    return at + 1;
  }

  /// A backslash that means nothing stays. Jinja2 writes text beyond ASCII as escapes of its own
  /// before it looks for the user's, so that a backslash before such a character takes the escape
  /// apart: `\é` is a backslash, `xe9`.
  private static int unknown(String text, int at, StringBuilder out) {
    out.append('\\');
    int c = text.codePointAt(at);
    if (c < 0x80) {
      out.append((char) c);
      return at + 1;
    }
    out.append(
        c < 0x100
            ? "x%02x".formatted(c)
            : c < 0x10000 ? "u%04x".formatted(c) : "U%08x".formatted(c));
    return at + Character.charCount(c);
  }

  private static int hex(String text, int from, int length, StringBuilder out) {
    int end = from + length;
    if (end > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return -1;
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      return -1;
    }
    out.appendCodePoint(value);
    return end;
  }

  private static int octal(String text, int from, StringBuilder out) {
    int value = 0;
    int at = from;
    while (at < text.length()
        && at < from + 3
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '7') {
      value = value * 8 + text.charAt(at++) - '0';
    }
    out.append((char) value);
    return at;
  }

  private static int named(String text, int from, StringBuilder out) {
    int end = text.indexOf('}', from);
    if (from >= text.length() || text.charAt(from) != '{' || end < 0) {
      return -1;
    }
    try {
      out.appendCodePoint(Character.codePointOf(text.substring(from + 1, end)));
      return end + 1;
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }
}
