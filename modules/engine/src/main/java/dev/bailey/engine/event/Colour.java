package dev.bailey.engine.event;

import java.util.regex.Pattern;

/// The colours of a terminal.
enum Colour {
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  static final String RESET = "\u001b[0m";
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");

  private final String start;

  Colour(String number) {
    this.start = "\u001b[" + number + "m";
  }

  String of(String text) {
    return start + text + RESET;
  }

  static String strip(String text) {
    return text.indexOf('\u001b') < 0 ? text : ANSI.matcher(text).replaceAll("");
  }
}
