package dev.bailey.project.parse;

import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.Optional;

/// Finds the statement tags of a template, stepping over comments, expressions, raw blocks and the
/// strings within tags. Runs in time linear to the file.
final class TagScanner {
  private final SourceFile file;
  private final String text;
  private int at;

  TagScanner(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /// The next tag, or empty at the end of the file.
  Optional<BlockScanner.Tag> next() {
    int brace = text.indexOf('{', at);
    while (brace >= 0 && brace + 1 < text.length()) {
      switch (text.charAt(brace + 1)) {
        case '#' -> at = find("#}", brace + 2, "#}") + 2;
        case '{' -> at = expressionEnd(brace + 2);
        case '%' -> {
          var tag = tag(brace);
          if (tag.isPresent()) {
            return tag;
          }
          at = brace + 2;
        }
        default -> at = brace + 1;
      }
      brace = text.indexOf('{', at);
    }
    return Optional.empty();
  }

  private Optional<BlockScanner.Tag> tag(int brace) {
    boolean trims = text.startsWith("-", brace + 2);
    int typeStart = skipSpace(brace + (trims ? 3 : 2));
    int typeEnd = wordEnd(typeStart);
    if (typeEnd == typeStart) {
      return Optional.empty();
    }
    int start = trims ? spaceStart(brace) : brace;
    String type = text.substring(typeStart, typeEnd);
    int nameStart = skipSpace(typeEnd);
    String name = nameStart > typeEnd ? text.substring(nameStart, wordEnd(nameStart)) : "";
    at = tagEnd(typeEnd);
    if (type.equals("raw")) {
      at = rawEnd(at);
    }
    return Optional.of(new BlockScanner.Tag(type, name, start, at));
  }

  /// Behind the `%}` that closes a tag, with the white space that `-%}` takes.
  private int tagEnd(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = stringEnd(i);
      } else if (text.startsWith("%}", i)) {
        boolean trims = i > from && text.charAt(i - 1) == '-';
        return trims ? skipSpace(i + 2) : i + 2;
      } else {
        i++;
      }
    }
    throw endOfFile(from, "tag close (\"%}\")");
  }

  private int expressionEnd(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = stringEnd(i);
      } else if (text.startsWith("}}", i)) {
        return i + 2;
      } else {
        i++;
      }
    }
    throw endOfFile(from, "}}");
  }

  /// Behind the string that starts at `quote`. As in dbt, a quote that is never closed is passed
  /// over for the next string of the other kind, so that Jinja gets to report it with its line.
  private int stringEnd(int quote) {
    int end = closingQuote(quote);
    if (end < 0) {
      int other = text.indexOf(text.charAt(quote) == '"' ? '\'' : '"', quote + 1);
      end = other < 0 ? -1 : closingQuote(other);
    }
    if (end < 0) {
      throw endOfFile(quote, "string");
    }
    return end + 1;
  }

  private int closingQuote(int quote) {
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == text.charAt(quote)) {
        return i;
      }
      i += c == '\\' ? 2 : 1;
    }
    return -1;
  }

  private int rawEnd(int from) {
    for (int i = text.indexOf("{%", from); i >= 0; i = text.indexOf("{%", i + 2)) {
      int word = skipSpace(text.startsWith("-", i + 2) ? i + 3 : i + 2);
      int end = wordEnd(word);
      if (text.substring(word, end).equals("endraw")) {
        return tagEnd(end);
      }
    }
    throw endOfFile(from, "{% raw %}...{% endraw %}");
  }

  private int find(String what, int from, String expected) {
    int found = text.indexOf(what, from);
    if (found < 0) {
      throw endOfFile(from, expected);
    }
    return found;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// The start of the white space before `brace`, not reaching into what was already read.
  private int spaceStart(int brace) {
    int i = brace;
    while (i > at && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < text.length() && isWord(text.charAt(i), i == from)) {
      i++;
    }
    return i;
  }

  private static boolean isWord(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }

  private Refused endOfFile(int from, String expected) {
    int start = Math.min(from, text.length());
    String rest = text.substring(start, Math.min(text.length(), start + 40)).strip();
    return new Refused(
        new Span(file, start, start),
        "unexpected EOF, expected %s, got \"%s\"".formatted(expected, rest));
  }

  /// Leaves the scan with a problem of the file; never leaves the package.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span span;
    private final String text;

    Refused(Span span, String text) {
      super(text, null, false, false);
      this.span = span;
      this.text = text;
    }

    Span span() {
      return span;
    }

    String text() {
      return text;
    }
  }
}
