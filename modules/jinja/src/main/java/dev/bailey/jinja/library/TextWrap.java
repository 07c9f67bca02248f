package dev.bailey.jinja.library;

import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Python's `textwrap.wrap` without tabs expanded or white space replaced: lines of at most a
/// width, cut between words and after hyphens.
final class TextWrap {
  private static final String SPACE = "\t\n\u000b\f\r ";

  private final int width;
  private final boolean breaksLong;
  private final boolean breaksHyphens;

  private TextWrap(int width, boolean breaksLong, boolean breaksHyphens) {
    this.width = width;
    this.breaksLong = breaksLong;
    this.breaksHyphens = breaksHyphens;
  }

  static List<String> wrap(
      String text, int width, boolean breaksLong, boolean breaksHyphens, Execution x) {
    if (width <= 0) {
      throw TemplateException.valueError("invalid width " + width + " (must be > 0)");
    }
    x.meter().items(text.length() * 2L);
    x.meter().steps(text.length());
    return new TextWrap(width, breaksLong, breaksHyphens).lines(chunks(text, breaksHyphens));
  }

  private List<String> lines(Deque<String> chunks) {
    var lines = new ArrayList<String>();
    while (!chunks.isEmpty()) {
      if (isBlank(chunks.peek()) && !lines.isEmpty()) {
        chunks.pop();
      }
      var line = new ArrayList<String>();
      int length = 0;
      while (!chunks.isEmpty() && length + chunks.peek().length() <= width) {
        length += chunks.peek().length();
        line.add(chunks.pop());
      }
      if (!chunks.isEmpty() && chunks.peek().length() > width) {
        cutLong(chunks, line, length);
      }
      if (!line.isEmpty() && isBlank(line.getLast())) {
        line.removeLast();
      }
      if (!line.isEmpty()) {
        lines.add(String.join("", line));
      }
    }
    return lines;
  }

  private void cutLong(Deque<String> chunks, List<String> line, int length) {
    // Nothing at all when the line is full: it keeps its last white space then, as in Python.
    int room = width - length;
    if (breaksLong) {
      String chunk = chunks.pop();
      int end = room;
      // After a hyphen is better than in the middle of a word.
      if (breaksHyphens && chunk.length() > room) {
        int hyphen = chunk.lastIndexOf('-', room - 1);
        if (hyphen > 0 && hasOther(chunk, hyphen)) {
          end = hyphen + 1;
        }
      }
      line.add(chunk.substring(0, end));
      chunks.push(chunk.substring(end));
    } else if (line.isEmpty()) {
      line.add(chunks.pop());
    }
  }

  private static boolean hasOther(String chunk, int end) {
    for (int i = 0; i < end; i++) {
      if (chunk.charAt(i) != '-') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(String chunk) {
    return chunk.isBlank();
  }

  /// Words and the white space between them.
  private static Deque<String> chunks(String text, boolean breaksHyphens) {
    var chunks = new ArrayDeque<String>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean isSpace = isSpace(text, at);
      while (end < text.length() && isSpace(text, end) == isSpace) {
        end++;
      }
      if (isSpace || !breaksHyphens) {
        chunks.add(text.substring(at, end));
      } else {
        addParts(text, at, end, chunks);
      }
      at = end;
    }
    return chunks;
  }

  private static boolean isSpace(String text, int at) {
    return SPACE.indexOf(text.charAt(at)) >= 0;
  }

  /// A word in parts: behind single hyphens between letters, and around dashes of two or more.
  private static void addParts(String text, int from, int to, Deque<String> chunks) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '-') {
        continue;
      }
      int end = i;
      while (end < to && text.charAt(end) == '-') {
        end++;
      }
      boolean isDash =
          end - i >= 2
              && i > from
              && isWordPunctuation(text, i - 1)
              && end < to
              && isWord(text, end);
      if (isDash) {
        chunks.add(text.substring(start, i));
        chunks.add(text.substring(i, end));
        start = end;
      } else if (end - i == 1 && isHyphen(text, from, to, i)) {
        chunks.add(text.substring(start, end));
        start = end;
      }
      i = end - 1;
    }
    if (start < to) {
      chunks.add(text.substring(start, to));
    }
  }

  private static boolean isHyphen(String text, int from, int to, int at) {
    boolean isAfterWord =
        (at - 2 >= from && isLetter(text, at - 1) && isLetter(text, at - 2))
            || (at - 3 >= from
                && isWordPunctuation(text, at - 1)
                && text.charAt(at - 2) == '-'
                && isLetter(text, at - 3));
    boolean isBeforeWord =
        at + 2 < to
            && isLetter(text, at + 1)
            && (isLetter(text, at + 2)
                || (text.charAt(at + 2) == '-' && at + 3 < to && isLetter(text, at + 3)));
    return isAfterWord && isBeforeWord;
  }

  private static boolean isLetter(String text, int at) {
    return Character.isLetter(text.charAt(at)) || text.charAt(at) == '_';
  }

  private static boolean isWord(String text, int at) {
    return Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_';
  }

  private static boolean isWordPunctuation(String text, int at) {
    return isWord(text, at) || "!\"'&.,?".indexOf(text.charAt(at)) >= 0;
  }
}
