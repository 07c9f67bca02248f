package dev.bailey.security.permission;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A permission set, given to somebody for one project or for all.
///
/// @param project the one project, or empty for all, future ones too; a grant for one project gives
///   nothing in the account but to see it
/// @param writable where sets that tell environments apart may change things; dbt Cloud's
///   `writable_environment_categories`
public record Grant(
    PermissionSet set, Optional<ProjectId> project, Set<EnvironmentCategory> writable) {
  public Grant {
    writable = Set.copyOf(writable);
  }

  /// The set for all projects and all kinds of environments.
  public static Grant everywhere(PermissionSet set) {
    return new Grant(
        set, Optional.empty(), Set.copyOf(Arrays.asList(EnvironmentCategory.values())));
  }

  /// The set for one project, all kinds of environments.
  public static Grant in(ProjectId project, PermissionSet set) {
    return new Grant(
        set, Optional.of(project), Set.copyOf(Arrays.asList(EnvironmentCategory.values())));
  }

  /// What it allows.
  public List<Permission> permissions() {
    return Stream.of(inAccount(), inProjects(), inEnvironments()).flatMap(s -> s).toList();
  }

  /// A set for one project must not reach what all projects share: of its part in the account,
  /// seeing is left.
  private Stream<Permission> inAccount() {
    return set.inAccount().stream()
        .filter(pattern -> project.isEmpty() || pattern.endsWith(":read"))
        .map(pattern -> new Permission("account:" + pattern));
  }

  private Stream<Permission> inProjects() {
    return set.inProject().stream().map(pattern -> new Permission(prefix() + pattern));
  }

  private Stream<Permission> inEnvironments() {
    return writable.stream()
        .sorted()
        .flatMap(category ->
            set.inCategory().stream()
                .map(pattern -> new Permission(prefix() + pattern).in(category)));
  }

  private String prefix() {
    return "project:" + project.map(ProjectId::toString).orElse("*") + ":";
  }
}
