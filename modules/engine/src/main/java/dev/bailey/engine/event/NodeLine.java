package dev.bailey.engine.event;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The lines of progress: `3 of 17 OK created sql view model s.x ..... [OK in 1.94s]`.
///
/// @param index the number of the node, from 1
/// @param width where the bracket begins when the text is shorter
record NodeLine(int index, int total, int width) {

  String begun(String text) {
    return line(text) + "[RUN]";
  }

  String ended(String text, String status, Colour colour, Optional<Duration> time) {
    String spent = time.map(NodeLine::seconds).map(s -> " in " + s).orElse("");
    return line(text) + "[" + colour.of(status) + spent + "]";
  }

  private String line(String text) {
    var line = new StringBuilder(width + 8);
    line.append(index).append(" of ").append(total).append(' ').append(text).append(' ');
    line.repeat('.', Math.max(0, width - line.length()));
    return line.append(' ').toString();
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2fs", time.toNanos() / 1e9);
  }
}
