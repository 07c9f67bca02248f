package dev.bailey.database.security;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Grants as lines of text: the permission set, the project or `*`, and the environment categories,
/// such as `developer 7 development,staging`.
final class GrantLines {
  private GrantLines() {}

  static List<String> of(List<Grant> grants) {
    return grants.stream().map(GrantLines::line).toList();
  }

  static List<Grant> grants(List<String> lines) {
    return lines.stream().map(GrantLines::grant).toList();
  }

  private static String line(Grant grant) {
    String categories =
        grant.writable().stream()
            .map(EnvironmentCategory::word)
            .sorted()
            .collect(Collectors.joining(","));
    String project = grant.project().map(ProjectId::toString).orElse("*");
    return grant.set().word() + " " + project + " " + categories;
  }

  private static Grant grant(String line) {
    String[] parts = line.split(" ", -1);
    Optional<ProjectId> project =
        parts[1].equals("*")
            ? Optional.empty()
            : Optional.of(new ProjectId(Long.parseLong(parts[1])));
    return new Grant(PermissionSet.of(parts[0]), project, categories(parts[2]));
  }

  private static Set<EnvironmentCategory> categories(String words) {
    return Arrays.stream(EnvironmentCategory.values())
        .filter(category -> List.of(words.split(",")).contains(category.word()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
