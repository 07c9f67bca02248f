package dev.bailey.warehouse.settings;

import dev.bailey.project.manifest.Data;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Which warehouse, and who asks: one output of a profile, read and checked.
public sealed interface ConnectionSettings permits DuckDbSettings, PostgresSettings, TrinoSettings {

  /// dbt's name of the kind of warehouse.
  String type();

  /// The database in which relations live where nothing else is said.
  String database();

  /// The schema in which relations live where nothing else is said.
  String schema();

  /// What templates see as `target.<field>`, beyond what each target has; without secrets.
  Data.Dict target();

  /// The place in a few words, for messages and figures: `127.0.0.1:5432/shop`.
  String place();

  /// What holds the databases, such as `db.example.com:5432` or a file: the same for all settings
  /// that lead there, whoever asks.
  String server();

  /// The same warehouse, whose server must prove its name wherever nothing else was said: for
  /// places without a user who could be asked.
  default ConnectionSettings verified() {
    return this;
  }

  /// What the connection gives up of its safety, for whoever reads a run's log; empty when a server
  /// must prove its name, or is on this machine.
  default Optional<String> warning() {
    return Optional.empty();
  }

  /// The kinds of warehouse that there are.
  static Set<String> types() {
    return Set.of("duckdb", "postgres", "trino");
  }

  /// Reads an output of a profile.
  ///
  /// @param type dbt's name of the kind of warehouse
  /// @param fields the output, rendered; `type`, `threads` and the like are passed over
  /// @param directory where relative paths start, which is dbt's working directory
  static SettingsReading read(String type, Data.Dict fields, Path directory) {
    var reader = new FieldReader(fields);
    return switch (type) {
      case "duckdb" -> reader.finish(() -> DuckDbSettings.read(reader, directory));
      case "postgres" -> reader.finish(() -> PostgresSettings.read(reader, directory));
      case "trino" -> reader.finish(() -> TrinoSettings.read(reader, directory));
      default -> SettingsReading.unknownType(type);
    };
  }
}
