package dev.bailey.registry;

import java.time.Instant;

/// One value of an environment variable, for one scope.
///
/// The value is sealed whatever it is; [#secret] says whether people may ever see it again.
public record EnvironmentVariable(
    VariableId id,
    ProjectId project,
    Scope scope,
    String name,
    Secret value,
    Instant createdAt,
    Instant updatedAt) {
  private static final String SECRET_PREFIX = "DBT_ENV_SECRET";

  public EnvironmentVariable {
    checkName(name);
  }

  /// Where a value holds. A later one in this list beats an earlier one.
  public sealed interface Scope {

    /// All of the project.
    record OfProject() implements Scope {}

    /// One environment.
    record OfEnvironment(EnvironmentId environment) implements Scope {}

    /// One job, by its number.
    record OfJob(long job) implements Scope {}

    /// One user's own work, by their number.
    record OfUser(long user) implements Scope {}
  }

  /// Whether it is written once and never shown again.
  public boolean secret() {
    return secret(name);
  }

  /// Whether a variable of this name is secret.
  public static boolean secret(String name) {
    return name.startsWith(SECRET_PREFIX);
  }

  /// Refuses what cannot be the name of a variable.
  ///
  /// @throws IllegalArgumentException with the reason
  public static void checkName(String name) {
    if (!name.matches("DBT_[A-Z0-9_]{1,250}")) {
      throw new IllegalArgumentException(
          "the name of a variable begins with DBT_ and goes on with A-Z, 0-9 and _: " + name);
    }
    if (name.startsWith("DBT_CLOUD_")) {
      throw new IllegalArgumentException("names that begin with DBT_CLOUD_ are reserved: " + name);
    }
  }
}
