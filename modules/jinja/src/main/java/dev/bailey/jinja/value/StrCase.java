package dev.bailey.jinja.value;

import java.util.Locale;
import java.util.function.IntPredicate;

/// Upper case, lower case and what `str.isX` asks.
final class StrCase {
  private StrCase() {}

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int end = Character.charCount(text.codePointAt(0));
    var out = new StringBuilder(text.length());
    appendTitle(text.codePointAt(0), out);
    // Lower case depends on what stands before (final sigma), hence of the whole text.
    String lower = lower(text);
    String lowerFirst = lower(text.substring(0, end));
    return out.append(lower, Math.min(lowerFirst.length(), lower.length()), lower.length())
        .toString();
  }

  static String title(String text) {
    var out = new StringBuilder(text.length());
    boolean isAfterCased = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isAfterCased) {
        out.append(lower(Character.toString(c)));
      } else {
        appendTitle(c, out);
      }
      isAfterCased = Characters.isCased(c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void appendTitle(int c, StringBuilder out) {
    int title = Character.toTitleCase(c);
    String upper = upper(Character.toString(c));
    if (title == c && upper.codePointCount(0, upper.length()) > 1) {
      int end = Character.charCount(upper.codePointAt(0));
      out.append(upper, 0, end).append(lower(upper.substring(end)));
    } else {
      out.appendCodePoint(title);
    }
  }

  static String swap(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String one = Character.toString(c);
      out.append(
          Character.isUpperCase(c) ? lower(one) : Character.isLowerCase(c) ? upper(one) : one);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /// Case folding through upper case, one character after the other.
  static String fold(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c < 0x80) {
        out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
      } else {
        // The dotless i folds to itself, though its upper case is the I of all others.
        out.append(c == 0x131 ? Character.toString(c) : lower(upper(Character.toString(c))));
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /// Whether the text is not empty and all its characters pass.
  static boolean all(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  static boolean isLower(String text) {
    return text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c))
        && text.codePoints().anyMatch(Character::isLowerCase);
  }

  static boolean isUpper(String text) {
    return text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c))
        && text.codePoints().anyMatch(Character::isUpperCase);
  }

  static boolean isTitle(String text) {
    boolean isAfterCased = false;
    boolean hasCased = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean isUpper = Character.isUpperCase(c) || Character.isTitleCase(c);
      if (isUpper ? isAfterCased : Character.isLowerCase(c) && !isAfterCased) {
        return false;
      }
      isAfterCased = isUpper || Character.isLowerCase(c);
      hasCased |= isAfterCased;
      i += Character.charCount(c);
    }
    return hasCased;
  }

  static boolean isIdentifier(String text) {
    if (text.isEmpty()) {
      return false;
    }
    int first = text.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && text.codePoints()
            .skip(1)
            .allMatch(
                c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
