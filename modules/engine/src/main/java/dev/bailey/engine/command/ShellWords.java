package dev.bailey.engine.command;

import java.util.ArrayList;
import java.util.List;

/// Splits a line into words as a POSIX shell does, without expanding anything.
final class ShellWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  static List<String> split(String line) {
    return new ShellWords(line).words();
  }

  private List<String> words() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (Character.isWhitespace(c)) {
        end();
      } else {
        inWord = true;
        character(c);
      }
    }
    end();
    return words;
  }

  private void character(char c) {
    switch (c) {
      case '\'' -> quoted('\'');
      case '"' -> quoted('"');
      case '\\' -> {
        if (at < line.length()) {
          word.append(line.charAt(at++));
        }
      }
      default -> word.append(c);
    }
  }

  private void quoted(char quote) {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return;
      }
      boolean escape =
          quote == '"' && c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0;
      word.append(escape ? line.charAt(at++) : c);
    }
    throw new UsageException("No closing quotation in: " + line);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
