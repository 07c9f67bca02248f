package dev.bailey.database.registry;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsDefinition;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.ProjectId;
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

/// The table row of [Credentials]. Their secrets are sealed with the project's key.
@Entity
@Table(name = "credentials")
@NullUnmarked
class CredentialsRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "credentials_id")
  @SequenceGenerator(name = "credentials_id", sequenceName = "credentials_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "project_id")
  private long project;

  private String type;

  @Column(name = "default_schema")
  private String schema;

  @Column(name = "target_name")
  private String targetName;

  private int threads;

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

  CredentialsRow() {}

  static CredentialsRow of(ProjectId project, Instant at) {
    var row = new CredentialsRow();
    row.project = project.value();
    row.createdAt = at;
    row.updatedAt = at;
    return row;
  }

  /// Takes the definition of a row that has its id: secrets are sealed for it.
  void define(CredentialsDefinition definition, Seals seals) {
    type = definition.type();
    schema = definition.schema();
    targetName = definition.targetName();
    threads = definition.threads();
    openFields = FieldLines.ofOpen(definition.fields().open());
    sealedFields = fields(seals).seal(definition.fields());
  }

  void take(Credentials credentials, Seals seals) {
    createdAt = credentials.createdAt();
    updatedAt = credentials.updatedAt();
    deletedAt = credentials.deletedAt().orElse(null);
    define(credentials.definition(), seals);
  }

  Credentials toCredentials(Seals seals) {
    var fields = fields(seals).open(openFields, sealedFields);
    return new Credentials(
        new CredentialsId(id),
        new ProjectId(project),
        new CredentialsDefinition(type, schema, targetName, threads, fields),
        createdAt,
        updatedAt,
        Optional.ofNullable(deletedAt));
  }

  private SealedFields fields(Seals seals) {
    return new SealedFields(seals, KeyOwner.project(project), "credentials", id);
  }
}
