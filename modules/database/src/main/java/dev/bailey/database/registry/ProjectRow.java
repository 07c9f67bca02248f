package dev.bailey.database.registry;

import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Project;
import dev.bailey.registry.ProjectDefinition;
import dev.bailey.registry.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/// The table row of a [Project].
@Entity
@Table(name = "project")
@NullUnmarked
class ProjectRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "project_id")
  @SequenceGenerator(name = "project_id", sequenceName = "project_id", allocationSize = 1)
  private Long id;

  @Version private long version;
  private String name;
  private String description;
  private String subdirectory;

  @Column(name = "connection_id")
  private Long connection;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private Instant deletedAt;

  ProjectRow() {}

  static ProjectRow of(ProjectDefinition definition, Instant at) {
    var row = new ProjectRow();
    row.createdAt = at;
    row.updatedAt = at;
    row.define(definition);
    return row;
  }

  void take(Project project) {
    createdAt = project.createdAt();
    updatedAt = project.updatedAt();
    deletedAt = project.deletedAt().orElse(null);
    define(project.definition());
  }

  Project toProject() {
    var definition =
        new ProjectDefinition(
            name,
            description,
            subdirectory,
            Optional.ofNullable(connection).map(ConnectionId::new));
    return new Project(
        new ProjectId(id), definition, createdAt, updatedAt, Optional.ofNullable(deletedAt));
  }

  private void define(ProjectDefinition definition) {
    name = definition.name();
    description = definition.description();
    subdirectory = definition.subdirectory();
    connection = definition.connection().map(ConnectionId::value).orElse(null);
  }
}
