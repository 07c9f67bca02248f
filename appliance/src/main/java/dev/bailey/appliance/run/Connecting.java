package dev.bailey.appliance.run;

import dev.bailey.appliance.config.DuckDbLimits;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.jobs.run.RunFailure;
import dev.bailey.project.manifest.Data;
import dev.bailey.registry.Connection;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.FieldValue;
import dev.bailey.registry.Fields;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.lock.LockPolicy;
import dev.bailey.warehouse.settings.ConnectionSettings;
import dev.bailey.warehouse.settings.SettingsReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes a way into the warehouse from a connection and credentials.
///
/// A DuckDB of the appliance is a file that DuckDB encrypts with a key out of our ring, and whose
/// SQL touches nothing else; its name on the disk tells nothing.
final class Connecting {

  /// The embedded databases.
  ///
  /// @param directory where they are
  /// @param limits what each may use
  record Embedded(Path directory, DuckDbLimits limits) {}

  private final Warehouses warehouses;
  private final KeyRing ring;
  private final Embedded embedded;

  Connecting(Warehouses warehouses, KeyRing ring, Embedded embedded) {
    this.warehouses = warehouses;
    this.ring = ring;
    this.embedded = embedded;
  }

  /// The settings that connection and credentials make together.
  ///
  /// @param schema the default schema of relations
  /// @throws RunFailure naming every field that cannot be used
  ConnectionSettings settings(Connection connection, Credentials credentials, String schema) {
    return connection.definition().type().equals("duckdb")
        ? embedded(connection, schema)
        : remote(connection, credentials, schema);
  }

  /// Opens a way that the statements of `run` take.
  ///
  /// @param locks what the run does about a relation that another run is writing
  Warehouse open(Connection connection, ConnectionSettings settings, String run, LockPolicy locks) {
    return warehouses.warehouse(
        "connection " + connection.id(), settings, Limits.standard(), run, locks);
  }

  private ConnectionSettings embedded(Connection connection, String schema) {
    try {
      Files.createDirectories(embedded.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EmbeddedFile(embedded.directory(), connection.id().toString())
        .settings(
            ring, connection.definition().fields().text("database").orElse("warehouse"), schema)
        .withSettings(embedded.limits().settings());
  }

  private ConnectionSettings remote(Connection connection, Credentials credentials, String schema) {
    var entries = new LinkedHashMap<String, Data>();
    put(entries, connection.definition().fields());
    put(entries, credentials.definition().fields());
    entries.put("schema", Data.of(schema));
    var reading =
        ConnectionSettings.read(
            connection.definition().type(), Data.dict(entries), embedded.directory());
    return switch (reading) {
      case SettingsReading.Read(var settings, _) -> settings.verified();
      case SettingsReading.Refused(var faults) ->
          throw new RunFailure(
              "The connection '%s' cannot be used: %s"
                  .formatted(
                      connection.definition().name(),
                      faults.stream()
                          .map(fault -> fault.field() + ": " + fault.message())
                          .collect(Collectors.joining("; "))));
    };
  }

  private static void put(Map<String, Data> entries, Fields fields) {
    fields.open().forEach((name, value) -> entries.put(name, data(value)));
    fields.secret().forEach((name, secret) -> entries.put(name, Data.of(secret.reveal())));
  }

  private static Data data(FieldValue value) {
    return switch (value) {
      case FieldValue.Text(String text) -> Data.of(text);
      case FieldValue.Whole(long number) -> Data.of(number);
      case FieldValue.Flag(boolean flag) -> Data.of(flag);
    };
  }
}
