package dev.bailey.jinja.library.regex;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import java.util.ArrayList;
import java.util.List;

/// The replacement of `re.sub` as text: `\1`, `\g<name>` and escapes.
final class Replacement {
  /// Either a text or a group.
  private record Part(String text, int group) {}

  private static final int TEXT = -1;

  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  private Replacement() {}

  static Replacement parse(String template, Regex regex) {
    var replacement = new Replacement();
    var text = new PatternText(template);
    while (!text.isAtEnd()) {
      int start = text.position();
      int c = text.next();
      if (c == '\\') {
        replacement.escape(text, start, regex);
      } else {
        replacement.plain.appendCodePoint(c);
      }
    }
    replacement.flush();
    return replacement;
  }

  private void flush() {
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), TEXT));
      plain.setLength(0);
    }
  }

  private void group(int number, Regex regex, PatternText text, int at) {
    if (number > regex.groups()) {
      throw text.error("invalid group reference " + number, at);
    }
    flush();
    parts.add(new Part("", number));
  }

  private void escape(PatternText text, int start, Regex regex) {
    int letter = text.next();
    switch (letter) {
      case PatternText.END -> throw text.error("bad escape (end of pattern)", start);
      case 'g' -> named(text, regex);
      case '0' -> plain.appendCodePoint(Escapes.octal(text));
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numeric(text, letter, start, regex);
      // Of the escapes of patterns only these are known here.
      case 'x', 'u', 'U', 'N' ->
          throw text.error("bad escape \\" + Character.toString(letter), start);
      case 'b' -> plain.append('\b');
      default -> {
        int character = Escapes.character(text, letter, start);
        if (character >= 0) {
          plain.appendCodePoint(character);
        } else if (letter < 0x80 && Character.isLetter(letter)) {
          throw text.error("bad escape \\" + Character.toString(letter), start);
        } else {
          plain.append('\\').appendCodePoint(letter);
        }
      }
    }
  }

  private void named(PatternText text, Regex regex) {
    if (!text.take('<')) {
      throw text.error("missing <", text.position());
    }
    int at = text.position();
    String name = text.until('>', "group name");
    if (RegexParser.isIdentifier(name)) {
      Integer number = regex.names().get(name);
      if (number == null) {
        throw TemplateException.of("IndexError", "unknown group name '" + name + "'");
      }
      group(number, regex, text, at);
      return;
    }
    if (name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw text.error("bad character in group name '" + name + "'", at);
    }
    group(Integer.parseInt(name), regex, text, at);
  }

  private void numeric(PatternText text, int first, int start, Regex regex) {
    int second = text.peek();
    if (second >= '0' && second <= '9') {
      text.next();
      int third = text.peek();
      if (isOctal(first) && isOctal(second) && isOctal(third)) {
        text.next();
        int value = (first - '0') * 64 + (second - '0') * 8 + third - '0';
        if (value > 0377) {
          throw text.error(
              "octal escape value "
                  + text.slice(start, text.position())
                  + " outside of range 0-0o377",
              start);
        }
        plain.appendCodePoint(value);
        return;
      }
    }
    group(Integer.parseInt(text.slice(start + 1, text.position())), regex, text, start + 1);
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }

  /// Appends the template with the groups of `match`; those that did not take part are empty.
  void append(MatchValue match, TextBuilder out) {
    for (Part part : parts) {
      if (part.group == TEXT) {
        out.append(part.text);
      } else {
        String text = match.group(part.group);
        out.append(text == null ? "" : text);
      }
    }
  }
}
