package dev.bailey.warehouse.postgres;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/// A server's error as libpq words it, which psycopg and dbt show: the message, the line of the
/// statement that it points at, and whatever else the server says.
final class ErrorText {
  /// libpq shows so much of a line, and keeps so much of it to the right of the place.
  private static final int WIDTH = 60;

  private static final int RIGHT = 10;

  private ErrorText() {}

  static String of(ServerErrorMessage error, String sql) {
    var text = new StringBuilder(String.valueOf(error.getMessage())).append('\n');
    String internal = error.getInternalQuery();
    if (error.getPosition() > 0) {
      text.append(pointer(sql, error.getPosition()));
    } else if (internal != null && error.getInternalPosition() > 0) {
      text.append(pointer(internal, error.getInternalPosition()));
    }
    append(text, "DETAIL:  ", error.getDetail());
    append(text, "HINT:  ", error.getHint());
    append(text, "QUERY:  ", internal);
    append(text, "CONTEXT:  ", error.getWhere());
    return text.toString().strip();
  }

  private static void append(StringBuilder text, String label, @Nullable String what) {
    Optional.ofNullable(what).ifPresent(said -> text.append(label).append(said).append('\n'));
  }

  /// The line at a position, and a caret below it.
  ///
  /// @param position counted in characters from 1
  static String pointer(String sql, int position) {
    int[] characters = sql.codePoints().map(c -> c == '\t' ? ' ' : c).toArray();
    int at = Math.min(position - 1, characters.length);
    int line = 1;
    int begin = 0;
    for (int i = 0; i < at; i++) {
      if (characters[i] == '\n') {
        line++;
        begin = i + 1;
      }
    }
    int end = begin;
    while (end < characters.length && characters[end] != '\n' && characters[end] != '\r') {
      end++;
    }
    return excerpt(characters, line, new Window(begin, end, Math.min(at, end)));
  }

  private record Window(int begin, int end, int at) {}

  private static String excerpt(int[] characters, int line, Window whole) {
    int begin = whole.begin();
    int end = whole.end();
    if (end - begin > WIDTH) {
      if (begin + WIDTH >= whole.at() + RIGHT) {
        end = begin + WIDTH;
      } else {
        end = Math.min(end, whole.at() + RIGHT);
        begin = Math.max(begin, end - WIDTH);
      }
    }
    String start = "LINE " + line + ": " + (begin > whole.begin() ? "..." : "");
    return start
        + new String(characters, begin, end - begin)
        + (end < whole.end() ? "..." : "")
        + "\n"
        + " ".repeat(start.length() + whole.at() - begin)
        + "^\n";
  }
}
