package dev.bailey.appliance.run;

import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.warehouse.settings.DuckDbSettings;
import dev.bailey.warehouse.settings.FileKey;
import java.nio.file.Path;

/// The file of an embedded DuckDB, named for the connection that it belongs to.
///
/// @param connection its number
public record EmbeddedFile(Path directory, String connection) {
  private static final String START = "connection-";

  /// How such a file's name ends.
  public static final String ENDING = ".duckdb";

  /// The one that a path leads to.
  public static EmbeddedFile of(Path file) {
    String name = String.valueOf(file.getFileName());
    return new EmbeddedFile(
        file.resolveSibling("."), name.substring(START.length(), name.length() - ENDING.length()));
  }

  /// How it is opened.
  ///
  /// @param ring lent
  public DuckDbSettings settings(KeyRing ring, String database, String schema) {
    try (var key = ring.key(KeyOwner.account(), Purpose.DUCKDB);
        var own = key.derive("connection " + connection)) {
      return DuckDbSettings.sealed(
          directory.resolve(START + connection + ENDING).normalize(),
          own.lend(FileKey::new),
          database,
          schema);
    }
  }
}
