package dev.bailey.engine.adapter;

import java.util.OptionalLong;

/// What a warehouse says of a finished statement: dbt's `adapter_response`.
///
/// @param message the status line that dbt prints, such as `SELECT 100` or `OK`
/// @param code the command that ran, such as `SELECT`; may be empty
/// @param rowsAffected how many rows it changed or gave, or -1 when the warehouse does not say
/// @param queryId the warehouse's own id of the query, or an empty string
/// @param query the text as the warehouse got it, where dbt's adapter repeats it, or an empty
///   string
public record Response(
    String message, String code, long rowsAffected, String queryId, String query) {

  /// What a warehouse says that has no ids for its queries.
  public Response(String message, String code, long rowsAffected) {
    this(message, code, rowsAffected, "", "");
  }

  /// The count as templates and artifacts have it: whoever names a code or an id counts rows too,
  /// with -1 for none.
  public OptionalLong count() {
    return code.isEmpty() && queryId.isEmpty() && rowsAffected < 0
        ? OptionalLong.empty()
        : OptionalLong.of(rowsAffected);
  }
}
