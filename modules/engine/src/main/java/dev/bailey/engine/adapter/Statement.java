package dev.bailey.engine.adapter;

import java.util.List;

/// What to run.
///
/// @param sql the text, as the warehouse gets it
/// @param bindings values for the text's placeholders (`?`), in order; may hold `null` for SQL's
///   NULL
/// @param fetch whether rows are wanted
/// @param limit how many rows to fetch at most, or -1 for all that the byte budget allows
/// @param node the unique id on whose behalf it runs, or an empty string; for audit and metrics
public record Statement(String sql, List<Object> bindings, boolean fetch, int limit, String node) {
  public Statement {
    bindings = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(bindings));
  }

  /// A statement whose rows nobody reads.
  public static Statement of(String sql, String node) {
    return new Statement(sql, List.of(), false, -1, node);
  }

  /// A query whose rows are wanted.
  public static Statement query(String sql, String node) {
    return new Statement(sql, List.of(), true, -1, node);
  }
}
