package dev.bailey.source;

import java.util.Arrays;
import java.util.Objects;

/// A text that a user wrote, under the path by which they know it.
///
/// Positions in it are character offsets; lines and columns are derived only when someone asks.
public final class SourceFile {
  private final String path;
  private final String text;
  private volatile int @org.jspecify.annotations.Nullable [] lineStarts;

  /// @param path the path within the project, with forward slashes
  /// @param text the whole text
  public SourceFile(String path, String text) {
    this.path = Objects.requireNonNull(path);
    this.text = Objects.requireNonNull(text);
  }

  /// The path within the project, with forward slashes.
  public String path() {
    return path;
  }

  /// The whole text.
  public String text() {
    return text;
  }

  /// The line, counted from 1, that holds the character at `offset`.
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// The column, counted from 1, of the character at `offset` within its line.
  public int column(int offset) {
    return offset - lineStarts()[line(offset) - 1] + 1;
  }

  /// The text of `line` (from 1) without its line end.
  public String lineText(int line) {
    int[] starts = lineStarts();
    int start = starts[line - 1];
    int end = line < starts.length ? starts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  private int[] lineStarts() {
    int[] starts = lineStarts;
    if (starts == null) {
      starts = findLineStarts(text);
      lineStarts = starts;
    }
    return starts;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public String toString() {
    return path;
  }
}
