package dev.bailey.jinja.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The character references of HTML, resolved as HTML5 asks and Python's `html.unescape` does.
/// `src/build/entities.py` writes the file of their names.
final class Entities {
  private static final int MAX_NAME = 32;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /// What each name stands for, read when the first one is asked for.
  private static final class Names {
    private static final Map<String, String> ALL = read();

    private static Map<String, String> read() {
      var all = new HashMap<String, String>();
      try (InputStream packed = Entities.class.getResourceAsStream("entities.gz")) {
        if (packed == null) {
          throw new IllegalStateException("entities.gz is missing");
        }
        try (var plain = new GZIPInputStream(packed)) {
          String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
          for (int at = 0; at < text.length(); ) {
            int equals = text.indexOf('=', at);
            // The text itself may be an equals sign or a tab, but never the end of a line.
            int end = text.indexOf('\n', equals);
            all.put(text.substring(at, equals), text.substring(equals + 1, end));
            at = end + 1;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      all.put("NewLine;", "\n");
      return Map.copyOf(all);
    }
  }

  private Entities() {}

  static String unescape(String text) {
    int next = text.indexOf('&');
    if (next < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int at = 0;
    while (next >= 0) {
      out.append(text, at, next);
      at = reference(text, next, out);
      next = text.indexOf('&', at);
    }
    return out.append(text, at, text.length()).toString();
  }

  /// Appends what the reference at `from` stands for, or it itself; gives where it ends.
  private static int reference(String text, int from, StringBuilder out) {
    int start = from + 1;
    if (start < text.length() && text.charAt(start) == '#') {
      boolean isHex = start + 1 < text.length() && (text.charAt(start + 1) | 0x20) == 'x';
      int digits = isHex ? start + 2 : start + 1;
      int end = digits;
      while (end < text.length() && isDigit(text.charAt(end), isHex)) {
        end++;
      }
      if (end == digits) {
        out.append('&');
        return start;
      }
      out.append(character(text.substring(digits, end), isHex ? 16 : 10));
      return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
    }
    return named(text, start, out);
  }

  private static int named(String text, int start, StringBuilder out) {
    int end = start;
    while (end < text.length() && end < start + MAX_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    if (end > start && end < text.length() && text.charAt(end) == ';') {
      end++;
    }
    for (int to = end; to == end || to > start + 1; to--) {
      @Nullable String found = to > start ? Names.ALL.get(text.substring(start, to)) : null;
      if (found != null) {
        out.append(found).append(text, to, end);
        return end;
      }
    }
    out.append('&').append(text, start, end);
    return end;
  }

  private static boolean isNamePart(char c) {
    return "\t\n\f <&#;".indexOf(c) < 0;
  }

  private static boolean isDigit(char c, boolean isHex) {
    return c < 0x80 && Character.digit(c, isHex ? 16 : 10) >= 0;
  }

  private static String character(String digits, int radix) {
    String significant = digits.replaceFirst("^0+", "");
    if (significant.isEmpty() || significant.length() > 8) {
      return "\ufffd";
    }
    long number = Long.parseLong(significant, radix);
    if (number > Character.MAX_CODE_POINT || (number >= 0xd800 && number <= 0xdfff)) {
      return "\ufffd";
    }
    if (number >= 0x80 && number <= 0x9f) {
      String windows = new String(new byte[] {(byte) number}, WINDOWS);
      return windows.equals("\ufffd") ? String.valueOf((char) number) : windows;
    }
    return isForbidden((int) number) ? "" : Character.toString((int) number);
  }

  private static boolean isForbidden(int c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r')
        || c == 0x7f
        || (c >= 0xfdd0 && c <= 0xfdef)
        || (c & 0xfffe) == 0xfffe;
  }
}
