package dev.bailey.database.registry;

import java.util.List;

/// The entity classes of this package.
public final class RegistryRows {
  private RegistryRows() {}

  /// All of them.
  public static List<Class<?>> all() {
    return List.of(
        AccountRow.class,
        ConnectionRow.class,
        ProjectRow.class,
        RepositoryRow.class,
        CredentialsRow.class,
        EnvironmentRow.class,
        VariableRow.class,
        EgressRow.class);
  }
}
