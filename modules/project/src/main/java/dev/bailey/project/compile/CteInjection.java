package dev.bailey.project.compile;

import java.util.List;
import java.util.stream.Collectors;

/// Puts common table expressions in front of those that a query has already, exactly where dbt puts
/// them.
final class CteInjection {
  private final String sql;
  private int at;

  private CteInjection(String sql) {
    this.sql = sql;
  }

  static String inject(String sql, List<CompiledNode.Cte> ctes) {
    return ctes.isEmpty() ? sql : new CteInjection(sql).injected(ctes);
  }

  private String injected(List<CompiledNode.Cte> ctes) {
    String all = ctes.stream().map(CompiledNode.Cte::sql).collect(Collectors.joining(", "));
    int first = skipSpace(0);
    at = skipSpaceAndComments(0);
    if (!word("with")) {
      return sql.substring(0, first) + "with" + all + " " + sql.substring(first);
    }
    int afterWith = at;
    at = skipSpaceAndComments(at);
    int place = word("recursive") ? at : afterWith;
    place = skipSpace(place);
    return sql.substring(0, place) + all + ", " + sql.substring(place);
  }

  /// Passes over `word` if it stands here.
  private boolean word(String word) {
    int end = at + word.length();
    boolean found =
        sql.regionMatches(true, at, word, 0, word.length())
            && (end == sql.length() || !Character.isJavaIdentifierPart(sql.charAt(end)));
    at = found ? end : at;
    return found;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  private int skipSpaceAndComments(int from) {
    int i = skipSpace(from);
    while (i < sql.length()) {
      int end;
      if (sql.startsWith("--", i)) {
        end = sql.indexOf('\n', i);
      } else if (sql.startsWith("/*", i)) {
        end = sql.indexOf("*/", i + 2);
        end = end < 0 ? end : end + 2;
      } else {
        return i;
      }
      i = end < 0 ? sql.length() : skipSpace(end);
    }
    return i;
  }
}
