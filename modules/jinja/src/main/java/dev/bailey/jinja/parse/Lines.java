package dev.bailey.jinja.parse;

import java.util.Arrays;

/// A text whose line ends have all become `\n`, with the way back to the offsets of the original.
final class Lines {
  private final String text;
  private final int base;
  private final int[] dropped;

  private Lines(String text, int base, int[] dropped) {
    this.text = text;
    this.base = base;
    this.dropped = dropped;
  }

  /// @param original a piece of a file
  /// @param base where in the file it begins
  static Lines of(String original, int base) {
    if (original.indexOf('\r') < 0) {
      return new Lines(original, base, new int[0]);
    }
    var text = new StringBuilder(original.length());
    int[] dropped = new int[16];
    int count = 0;
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if (c == '\n' && i > 0 && original.charAt(i - 1) == '\r') {
        if (count == dropped.length) {
          dropped = Arrays.copyOf(dropped, count * 2);
        }
        dropped[count++] = text.length();
      } else {
        text.append(c == '\r' ? '\n' : c);
      }
    }
    return new Lines(text.toString(), base, Arrays.copyOf(dropped, count));
  }

  String text() {
    return text;
  }

  /// Where in the file the character at `offset` of [#text] stands.
  int original(int offset) {
    if (dropped.length == 0) {
      return base + offset;
    }
    int found = Arrays.binarySearch(dropped, offset);
    return base + offset + (found >= 0 ? found + 1 : -found - 1);
  }
}
