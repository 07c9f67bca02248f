package dev.bailey.engine.command;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.util.ArrayList;
import java.util.List;

/// Splits a line into words as a POSIX shell does, without expanding anything.
final class ShellWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int position;

  private ShellWords(String line) {
    this.line = line;
  }

  static Outcome<List<String>> split(String line) {
    return new ShellWords(line).split();
  }

  private Outcome<List<String>> split() {
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '\'' || c == '"') {
        inWord = true;
        if (!quoted(c)) {
          return Outcome.failed(
              Problem.error("usage", "No closing quotation in the command: " + line));
        }
      } else {
        inWord = true;
        word.append(c == '\\' && position < line.length() ? line.charAt(position++) : c);
      }
    }
    endWord();
    return Outcome.ok(List.copyOf(words));
  }

  /// @return whether the quotes end
  private boolean quoted(char quote) {
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (c == quote) {
        return true;
      }
      boolean escapes =
          c == '\\'
              && quote == '"'
              && position < line.length()
              && "\"\\$`".indexOf(line.charAt(position)) >= 0;
      word.append(escapes ? line.charAt(position++) : c);
    }
    return false;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
