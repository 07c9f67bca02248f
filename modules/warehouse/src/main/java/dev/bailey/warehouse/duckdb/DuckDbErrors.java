package dev.bailey.warehouse.duckdb;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.adapter.WarehouseException.Kind;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.DuckDbSettings.Store;
import dev.bailey.warehouse.settings.FileKey;
import java.nio.file.Path;
import java.sql.SQLException;

/// DuckDB's messages as dbt-duckdb shows them, and what they mean for us.
final class DuckDbErrors {
  private DuckDbErrors() {}

  /// A statement failed.
  static WarehouseException of(SQLException e, DuckDbSettings settings) {
    return exception(text(e, settings), e);
  }

  /// A statement failed that is another one than what the user wrote: without DuckDB's pointer into
  /// its text.
  static WarehouseException ofOther(SQLException e, DuckDbSettings settings) {
    String text = text(e, settings);
    int pointer = text.indexOf("\n\nLINE ");
    return exception(pointer < 0 ? text : text.substring(0, pointer), e);
  }

  private static WarehouseException exception(String text, SQLException e) {
    return new WarehouseException(kind(text), text, e);
  }

  private static Kind kind(String text) {
    if (text.startsWith("INTERRUPT Error")) {
      return Kind.CANCELLED;
    }
    return text.startsWith("Catalog Error") && text.contains(" does not exist")
        ? Kind.MISSING
        : Kind.REFUSED;
  }

  /// The message without the driver's prefix, and without the key, should a message ever repeat it.
  static String text(SQLException e, DuckDbSettings settings) {
    String shown = String.valueOf(e.getMessage()).replaceFirst("^java\\.sql\\.SQLException: ", "");
    return settings.store() instanceof Store.SealedFile(Path _, FileKey key)
        ? shown.replace(key.reveal(), "********")
        : shown;
  }
}
