package dev.bailey.engine.run;

import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.manifest.Data;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The comment that dbt puts around each statement, so that the warehouse's history tells what it
/// was for.
final class QueryComment {
  private final Optional<String> text;
  private final boolean append;

  private QueryComment(Optional<String> text, boolean append) {
    this.text = text.filter(comment -> !comment.isEmpty());
    this.append = append;
  }

  /// The comment as it reads after rendering.
  ///
  /// @throws TemplateException when it would end before its end
  static QueryComment of(String rendered, boolean append) {
    if (rendered.contains("*/")) {
      throw TemplateException.of(
          "DbtRuntimeError", "query comment contains illegal value \"*/\": " + rendered);
    }
    return new QueryComment(Optional.of(rendered.strip()), append);
  }

  /// Whether the project wants it at the end of statements.
  static boolean isAppended(Data config) {
    return config instanceof Data.Dict dict && dict.find("append").map(Data::truth).orElse(false);
  }

  /// Puts the comment around a statement.
  UnaryOperator<String> around() {
    if (text.isEmpty()) {
      return UnaryOperator.identity();
    }
    String comment = "/* " + text.get() + " */";
    return sql -> append ? appended(sql, comment) : comment + "\n" + sql;
  }

  /// Before the semicolon at the end, where there is one.
  private static String appended(String sql, String comment) {
    String bare = sql.stripTrailing();
    return bare.endsWith(";")
        ? bare.substring(0, bare.length() - 1) + "\n" + comment + ";"
        : sql + "\n" + comment;
  }
}
