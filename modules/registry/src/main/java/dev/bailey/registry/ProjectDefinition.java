package dev.bailey.registry;

import java.util.Optional;

/// What a user says of a project (facts/api.md 2.4).
///
/// @param subdirectory where in the repository `dbt_project.yml` is; empty for the root. Slashes
///   separate its parts, and none is `.` or `..`
/// @param connection the warehouse for environments that name none of their own
public record ProjectDefinition(
    String name, String description, String subdirectory, Optional<ConnectionId> connection) {
  public ProjectDefinition {
    Checks.name("a project", name);
    subdirectory = clean(subdirectory);
  }

  /// A project in the root of its repository, without a connection of its own.
  public static ProjectDefinition of(String name) {
    return new ProjectDefinition(name, "", "", Optional.empty());
  }

  /// The same on a connection.
  public ProjectDefinition on(ConnectionId warehouse) {
    return new ProjectDefinition(name, description, subdirectory, Optional.of(warehouse));
  }

  private static String clean(String path) {
    String stripped = path.strip().replaceAll("^/+|/+$", "");
    for (String part : stripped.isEmpty() ? new String[0] : stripped.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("\\")) {
        throw new IllegalArgumentException("no directory of a repository: " + path);
      }
    }
    return stripped;
  }
}
