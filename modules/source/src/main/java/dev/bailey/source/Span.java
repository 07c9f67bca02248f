package dev.bailey.source;

/// A half-open range of character offsets in a file.
public record Span(SourceFile file, int start, int end) {
  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("span %d..%d in %s".formatted(start, end, file.path()));
    }
  }

  /// The line of the first character, counted from 1.
  public int line() {
    return file.line(start);
  }

  /// The column of the first character, counted from 1.
  public int column() {
    return file.column(start);
  }

  /// The smallest span that holds this one and `other`, which must be in the same file.
  public Span to(Span other) {
    return new Span(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /// `path:line:column`, as editors and terminals turn into a link.
  public String where() {
    return file.path() + ":" + line() + ":" + column();
  }

  /// The source line with a caret below the place, two lines without a trailing newline.
  public String snippet() {
    String line = file.lineText(line());
    int column = column();
    int width = Math.max(1, Math.min(end - start, line.length() - column + 1));
    var indent = new StringBuilder();
    for (int i = 0; i < column - 1 && i < line.length(); i++) {
      indent.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return line + "\n" + indent + "^".repeat(width);
  }
}
