package dev.bailey.database.registry;

import dev.bailey.database.Seals;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.EnvironmentVariable;
import dev.bailey.registry.EnvironmentVariable.Scope;
import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.registry.VariableId;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// The table row of an [EnvironmentVariable], its value sealed with the project's key.
@Entity
@Table(name = "environment_variable")
@NullUnmarked
class VariableRow {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "variable_id")
  @SequenceGenerator(name = "variable_id", sequenceName = "variable_id", allocationSize = 1)
  private Long id;

  @Version private long version;

  @Column(name = "project_id")
  private long project;

  private String scope;

  @Column(name = "scope_id")
  private long scopeId;

  private String name;
  private byte[] sealed;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  VariableRow() {}

  static VariableRow of(ProjectId project, Scope scope, String name, Instant at) {
    var row = new VariableRow();
    row.project = project.value();
    row.scope = word(scope);
    row.scopeId = number(scope);
    row.name = name;
    row.createdAt = at;
    return row;
  }

  /// Takes the value of a row that has its id: it is sealed for it.
  void set(Secret value, Instant at, Seals seals) {
    updatedAt = at;
    sealed = seals.seal(KeyOwner.project(project), place(), value);
  }

  EnvironmentVariable toVariable(Seals seals) {
    return new EnvironmentVariable(
        new VariableId(id),
        new ProjectId(project),
        scope(),
        name,
        seals.open(KeyOwner.project(project), place(), sealed),
        createdAt,
        updatedAt);
  }

  static String word(Scope scope) {
    return switch (scope) {
      case Scope.OfProject() -> "project";
      case Scope.OfEnvironment _ -> "environment";
      case Scope.OfJob _ -> "job";
      case Scope.OfUser _ -> "user";
    };
  }

  static long number(Scope scope) {
    return switch (scope) {
      case Scope.OfProject() -> 0;
      case Scope.OfEnvironment(EnvironmentId environment) -> environment.value();
      case Scope.OfJob(long job) -> job;
      case Scope.OfUser(long user) -> user;
    };
  }

  private Scope scope() {
    return switch (scope) {
      case "project" -> new Scope.OfProject();
      case "environment" -> new Scope.OfEnvironment(new EnvironmentId(scopeId));
      case "job" -> new Scope.OfJob(scopeId);
      case "user" -> new Scope.OfUser(scopeId);
      default -> throw new IllegalStateException("no scope of a variable: " + scope);
    };
  }

  private Place place() {
    return new Place("environment_variable", id.toString(), "sealed");
  }
}
