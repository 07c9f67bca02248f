package dev.bailey.appliance.backup;

import dev.bailey.appliance.run.EmbeddedFile;
import dev.bailey.engine.adapter.Session;
import dev.bailey.engine.adapter.Statement;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.warehouse.duckdb.DuckDbDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads every row of every embedded warehouse.
record WarehouseProof(KeyRing ring, Path directory) {
  private static final String NODE = "verify-backup";
  private static final long ROW_BYTES = 64 << 20;
  private static final String TABLES =
      "select schema_name, table_name from duckdb_tables() where not internal and not temporary";

  /// @param damaged told of each that cannot be read
  /// @return how many there are
  int take(Consumer<String> damaged) {
    List<Path> files = new EmbeddedWarehouses(directory).files();
    for (Path file : files) {
      try {
        read(file);
      } catch (WarehouseException e) {
        damaged.accept("%s: %s".formatted(file.getFileName(), e.getMessage()));
      }
    }
    return files.size();
  }

  private void read(Path file) {
    var settings = EmbeddedFile.of(file).settings(ring, "warehouse", "main");
    try (var databases = new DuckDbDatabases();
        var connector = databases.connector(settings, ROW_BYTES);
        var session = connector.connect(NODE)) {
      for (var table : session.execute(Statement.query(TABLES, NODE)).rows().rows()) {
        read(session, quoted(table.getFirst()) + "." + quoted(table.getLast()));
      }
    }
  }

  /// A hash of the whole row needs each of its columns.
  private static void read(Session session, String table) {
    session.execute(Statement.query("select bit_xor(hash(each)) from " + table + " as each", NODE));
  }

  private static String quoted(@Nullable Object name) {
    return '"' + String.valueOf(name).replace("\"", "\"\"") + '"';
  }
}
