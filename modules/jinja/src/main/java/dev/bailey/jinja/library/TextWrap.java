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

  /// A part of the text.
  private record Chunk(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private final int[] text;
  private final int width;
  private final boolean breaksLong;
  private final boolean breaksHyphens;

  private TextWrap(int[] text, int width, boolean breaksLong, boolean breaksHyphens) {
    this.text = text;
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
    int[] characters = text.codePoints().toArray();
    return new TextWrap(characters, width, breaksLong, breaksHyphens).lines();
  }

  private List<String> lines() {
    Deque<Chunk> chunks = chunks();
    var lines = new ArrayList<String>();
    while (!chunks.isEmpty()) {
      if (isBlank(chunks.peek()) && !lines.isEmpty()) {
        chunks.pop();
      }
      var line = new ArrayList<Chunk>();
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
        lines.add(joined(line));
      }
    }
    return lines;
  }

  private String joined(List<Chunk> line) {
    var out = new StringBuilder();
    for (Chunk chunk : line) {
      out.append(new String(text, chunk.from, chunk.length()));
    }
    return out.toString();
  }

  private void cutLong(Deque<Chunk> chunks, List<Chunk> line, int length) {
    // Nothing at all when the line is full: it keeps its last white space then, as in Python.
    int room = width - length;
    if (breaksLong) {
      Chunk chunk = chunks.pop();
      int end = chunk.from + room;
      // After a hyphen is better than in the middle of a word.
      if (breaksHyphens && chunk.length() > room) {
        int hyphen = lastHyphen(chunk.from, end);
        if (hyphen > chunk.from && hasOther(chunk.from, hyphen)) {
          end = hyphen + 1;
        }
      }
      line.add(new Chunk(chunk.from, end));
      chunks.push(new Chunk(end, chunk.to));
    } else if (line.isEmpty()) {
      line.add(chunks.pop());
    }
  }

  /// The last hyphen before `end`, or -1.
  private int lastHyphen(int from, int end) {
    int at = end - 1;
    while (at >= from && text[at] != '-') {
      at--;
    }
    return at >= from ? at : -1;
  }

  private boolean hasOther(int from, int end) {
    for (int i = from; i < end; i++) {
      if (text[i] != '-') {
        return true;
      }
    }
    return false;
  }

  private boolean isBlank(Chunk chunk) {
    for (int i = chunk.from; i < chunk.to; i++) {
      if (!Character.isWhitespace(text[i])) {
        return false;
      }
    }
    return true;
  }

  /// Words and the white space between them.
  private Deque<Chunk> chunks() {
    var chunks = new ArrayDeque<Chunk>();
    int at = 0;
    while (at < text.length) {
      int end = at;
      boolean isSpace = isSpace(at);
      while (end < text.length && isSpace(end) == isSpace) {
        end++;
      }
      if (isSpace || !breaksHyphens) {
        chunks.add(new Chunk(at, end));
      } else {
        addParts(at, end, chunks);
      }
      at = end;
    }
    return chunks;
  }

  private boolean isSpace(int at) {
    return SPACE.indexOf(text[at]) >= 0;
  }

  /// A word in parts: behind single hyphens between letters, and around dashes of two or more.
  private void addParts(int from, int to, Deque<Chunk> chunks) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (text[i] != '-') {
        continue;
      }
      int end = i;
      while (end < to && text[end] == '-') {
        end++;
      }
      boolean isDash =
          end - i >= 2 && i > from && isWordPunctuation(i - 1) && end < to && isWord(end);
      if (isDash) {
        chunks.add(new Chunk(start, i));
        chunks.add(new Chunk(i, end));
        start = end;
      } else if (end - i == 1 && isHyphen(from, to, i)) {
        chunks.add(new Chunk(start, end));
        start = end;
      }
      i = end - 1;
    }
    if (start < to) {
      chunks.add(new Chunk(start, to));
    }
  }

  private boolean isHyphen(int from, int to, int at) {
    boolean isAfterWord =
        (at - 2 >= from && isLetter(at - 1) && isLetter(at - 2))
            || (at - 3 >= from
                && isWordPunctuation(at - 1)
                && text[at - 2] == '-'
                && isLetter(at - 3));
    boolean isBeforeWord =
        at + 2 < to
            && isLetter(at + 1)
            && (isLetter(at + 2) || (text[at + 2] == '-' && at + 3 < to && isLetter(at + 3)));
    return isAfterWord && isBeforeWord;
  }

  private boolean isLetter(int at) {
    return Character.isLetter(text[at]) || text[at] == '_';
  }

  private boolean isWord(int at) {
    return Character.isLetterOrDigit(text[at]) || text[at] == '_';
  }

  private boolean isWordPunctuation(int at) {
    return isWord(at) || "!\"'&.,?".indexOf(text[at]) >= 0;
  }
}
