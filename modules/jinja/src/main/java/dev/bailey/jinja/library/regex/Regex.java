package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.library.regex.Program.Code;
import dev.bailey.jinja.library.regex.Program.Step;
import dev.bailey.jinja.value.Execution;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression; immutable, so that several renderings can share it.
public final class Regex {
  private final String pattern;
  private final int flags;
  private final int groups;
  private final Map<String, Integer> names;
  private final Step[] steps;
  private final CharSet[] sets;
  private final int registers;

  private Regex(String pattern, RegexParser.Parsed parsed) {
    this.pattern = pattern;
    this.flags = parsed.flags();
    this.groups = parsed.groups();
    this.names = parsed.names();
    var program = new Program(parsed.node(), parsed.groups());
    this.steps = program.steps();
    this.sets = program.sets();
    this.registers = program.registers();
  }

  /// Compiles a pattern in Python's syntax; TemplateException of type `error` when it is wrong.
  ///
  /// @param flags the sum of [Flags]
  public static Regex compile(String pattern, int flags) {
    return new Regex(pattern, new RegexParser(pattern, flags).parse());
  }

  public String pattern() {
    return pattern;
  }

  public int flags() {
    return flags;
  }

  public int groups() {
    return groups;
  }

  /// The numbers of the groups that have names.
  public Map<String, Integer> names() {
    return names;
  }

  Step[] steps() {
    return steps;
  }

  CharSet[] sets() {
    return sets;
  }

  int registers() {
    return registers;
  }

  /// The character with which every match begins, or -1.
  private int firstCharacter() {
    for (Step step : steps) {
      if (step.code() == Code.CHAR) {
        return step.a();
      }
      if (step.code() != Code.SAVE) {
        return -1;
      }
    }
    return -1;
  }

  /// One text in which to search again and again; positions are code points.
  public final class Search {
    private final String text;
    private final int @Nullable [] points;
    private final Machine machine;
    private final int end;
    private final int first = firstCharacter();

    private Search(String text, int end, Execution x) {
      this.text = text;
      this.points = hasSurrogates(text) ? text.codePoints().toArray() : null;
      int size = points == null ? text.length() : points.length;
      x.meter().items(points == null ? 0 : size);
      this.end = Math.min(end, size);
      this.machine = new Machine(Regex.this, text, points, this.end, x.meter());
    }

    public String text() {
      return text;
    }

    /// The position of the end of the text.
    public int end() {
      return end;
    }

    /// A match that begins at `from`; where it and its groups begin and end, or null.
    public int @Nullable [] matchAt(int from, boolean mustEnd) {
      int[] found = from > end ? null : machine.match(from, mustEnd, false);
      machine.settle();
      return found;
    }

    /// The first match at or behind `from`, or null.
    ///
    /// @param mustAdvance whether an empty match right at `from` does not count
    public int @Nullable [] next(int from, boolean mustAdvance) {
      for (int start = from; start <= end; start++) {
        start = skip(start);
        if (start > end) {
          break;
        }
        int[] found = machine.match(start, false, mustAdvance && start == from);
        if (found != null) {
          machine.settle();
          return found;
        }
      }
      machine.settle();
      return null;
    }

    private int skip(int start) {
      if (first < 0 || points != null || first > 0xffff) {
        return start;
      }
      int at = text.indexOf(first, start);
      return at < 0 ? end + 1 : at;
    }

    /// The text between two positions.
    public String slice(int from, int to) {
      return points == null ? text.substring(from, to) : new String(points, from, to - from);
    }
  }

  /// Begins to search in `text` up to `end`.
  public Search in(String text, int end, Execution x) {
    return new Search(text, end, x);
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
