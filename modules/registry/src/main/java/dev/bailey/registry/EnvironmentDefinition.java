package dev.bailey.registry;

import java.util.Optional;

/// What a user says of an environment (facts/api.md 2.4).
///
/// @param dbtVersion a version or release track, as the user wrote it
/// @param connection the warehouse; the project's when empty
/// @param credentials who enters it, and with which schema
/// @param useCustomBranch whether runs work on `customBranch` instead of the default branch
public record EnvironmentDefinition(
    String name,
    EnvironmentKind kind,
    String dbtVersion,
    Optional<ConnectionId> connection,
    Optional<CredentialsId> credentials,
    boolean useCustomBranch,
    Optional<String> customBranch) {
  public EnvironmentDefinition {
    Checks.name("an environment", name);
  }

  /// An environment on the default branch, on the project's connection.
  public static EnvironmentDefinition of(String name, EnvironmentKind kind) {
    return new EnvironmentDefinition(
        name, kind, "latest", Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  /// The same with a warehouse of its own.
  public EnvironmentDefinition on(ConnectionId warehouse, CredentialsId who) {
    return new EnvironmentDefinition(
        name,
        kind,
        dbtVersion,
        Optional.of(warehouse),
        Optional.of(who),
        useCustomBranch,
        customBranch);
  }

  /// The branch that runs work on, if it is not the repository's default.
  public Optional<String> branch() {
    return useCustomBranch ? customBranch : Optional.empty();
  }
}
