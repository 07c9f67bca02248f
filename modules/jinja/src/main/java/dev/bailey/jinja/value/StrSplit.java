package dev.bailey.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Texts taken apart as Python's `split` family does.
final class StrSplit {
  private StrSplit() {}

  /// At runs of white space; what is left over after the last split keeps its own at the end.
  ///
  /// @param limit how often to split at most
  static List<String> atSpace(String text, long limit) {
    var parts = new ArrayList<String>();
    int at = 0;
    while (true) {
      while (at < text.length() && Characters.isSpace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return parts;
      }
      if (parts.size() == limit) {
        parts.add(text.substring(at));
        return parts;
      }
      int start = at;
      while (at < text.length() && !Characters.isSpace(text.charAt(at))) {
        at++;
      }
      parts.add(text.substring(start, at));
    }
  }

  private static int lastNonSpace(String text) {
    int end = text.length();
    while (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /// The same from the right: what is left over stands first.
  static List<String> atSpaceFromRight(String text, long limit) {
    var parts = new ArrayList<String>();
    int end = lastNonSpace(text);
    while (end > 0) {
      if (parts.size() == limit) {
        parts.add(text.substring(0, end));
        break;
      }
      int start = end;
      while (start > 0 && !Characters.isSpace(text.charAt(start - 1))) {
        start--;
      }
      parts.add(text.substring(start, end));
      end = start;
      while (end > 0 && Characters.isSpace(text.charAt(end - 1))) {
        end--;
      }
    }
    Collections.reverse(parts);
    return parts;
  }

  static List<String> at(String text, String separator, long limit) {
    var parts = new ArrayList<String>();
    int start = 0;
    while (parts.size() < limit) {
      int next = text.indexOf(separator, start);
      if (next < 0) {
        break;
      }
      parts.add(text.substring(start, next));
      start = next + separator.length();
    }
    parts.add(text.substring(start));
    return parts;
  }

  static List<String> atFromRight(String text, String separator, long limit) {
    var parts = new ArrayList<String>();
    int end = text.length();
    while (parts.size() < limit) {
      int next =
          end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
      if (next < 0) {
        break;
      }
      parts.add(text.substring(next + separator.length(), end));
      end = next;
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  static List<String> lines(String text, boolean keepEnds) {
    var parts = new ArrayList<String>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      if (!Characters.isLineBreak(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      at += text.startsWith("\r\n", at) ? 2 : 1;
      parts.add(text.substring(start, keepEnds ? at : end));
      start = at;
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  static String strip(String text, String characters, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && isOneOf(text.codePointAt(start), characters)) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && isOneOf(text.codePointBefore(end), characters)) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isOneOf(int c, String characters) {
    return characters.indexOf(c) >= 0;
  }

  static String stripSpace(String text, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && Characters.isSpace(text.charAt(start))) {
      start++;
    }
    while (right && end > start && Characters.isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
