package dev.bailey.database.registry;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionDefinition;
import dev.bailey.registry.ConnectionId;
import dev.bailey.storage.keys.KeyOwner;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Connection]. Its secrets are sealed with the account's key, since all
/// projects share it.
@Entity
@Table(name = "connection")
@NullUnmarked
class ConnectionRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "connection_id")
  @SequenceGenerator(name = "connection_id", sequenceName = "connection_id", allocationSize = 1)
  private Long id;

  @Version private long version;
  private String name;
  private String type;

  @Column(name = "open_fields")
  @Convert(converter = LinesColumn.class)
  private List<String> openFields;

  @Column(name = "sealed_fields")
  private byte[] sealedFields;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  ConnectionRow() {}

  static ConnectionRow of(Instant at) {
    var row = new ConnectionRow();
    row.createdAt = at;
    row.updatedAt = at;
    return row;
  }

  /// Takes the definition of a row that has its id: secrets are sealed for it.
  void define(ConnectionDefinition definition, Seals seals) {
    name = definition.name();
    type = definition.type();
    openFields = FieldLines.ofOpen(definition.fields().open());
    sealedFields = fields(seals).seal(definition.fields());
  }

  void take(Connection connection, Seals seals) {
    createdAt = connection.createdAt();
    updatedAt = connection.updatedAt();
    deletedAt = connection.deletedAt().orElse(null);
    define(connection.definition(), seals);
  }

  Connection toConnection(Seals seals) {
    var fields = fields(seals).open(openFields, sealedFields);
    return new Connection(
        new ConnectionId(id),
        new ConnectionDefinition(name, type, fields),
        createdAt,
        updatedAt,
        Optional.ofNullable(deletedAt));
  }

  private SealedFields fields(Seals seals) {
    return new SealedFields(seals, KeyOwner.account(), "connection", id);
  }
}
