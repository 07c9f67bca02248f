package dev.bailey.database.registry;

import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.CredentialsId;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentKind;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of an [Environment].
@Entity
@Table(name = "environment")
@NullUnmarked
class EnvironmentRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "environment_id")
  @SequenceGenerator(name = "environment_id", sequenceName = "environment_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "project_id")
  private long project;

  private String name;

  /// The name while the environment is active: used once in a project.
  @Column(name = "name_key")
  private String nameKey;

  @Enumerated(EnumType.STRING)
  private EnvironmentKind kind;

  /// The kind while the environment is active, if a project has at most one of it.
  @Column(name = "kind_key")
  private String kindKey;

  @Column(name = "dbt_version")
  private String dbtVersion;

  @Column(name = "connection_id")
  private Long connection;

  @Column(name = "credentials_id")
  private Long credentials;

  @Column(name = "use_custom_branch")
  private boolean useCustomBranch;

  @Column(name = "custom_branch")
  private String customBranch;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  EnvironmentRow() {}

  static EnvironmentRow of(ProjectId project, EnvironmentDefinition definition, Instant at) {
    var row = new EnvironmentRow();
    row.project = project.value();
    row.createdAt = at;
    row.updatedAt = at;
    row.define(definition);
    return row;
  }

  void take(Environment environment) {
    createdAt = environment.createdAt();
    updatedAt = environment.updatedAt();
    deletedAt = environment.deletedAt().orElse(null);
    define(environment.definition());
  }

  Environment toEnvironment() {
    var definition =
        new EnvironmentDefinition(
            name,
            kind,
            dbtVersion,
            Optional.ofNullable(connection).map(ConnectionId::new),
            Optional.ofNullable(credentials).map(CredentialsId::new),
            useCustomBranch,
            Optional.ofNullable(customBranch));
    return new Environment(
        new EnvironmentId(id),
        new ProjectId(project),
        definition,
        createdAt,
        updatedAt,
        Optional.ofNullable(deletedAt));
  }

  private void define(EnvironmentDefinition definition) {
    name = definition.name();
    nameKey = deletedAt == null ? name : null;
    kind = definition.kind();
    kindKey = deletedAt == null && kind.single() ? kind.name() : null;
    dbtVersion = definition.dbtVersion();
    connection = definition.connection().map(ConnectionId::value).orElse(null);
    credentials = definition.credentials().map(CredentialsId::value).orElse(null);
    useCustomBranch = definition.useCustomBranch();
    customBranch = definition.customBranch().orElse(null);
  }
}
