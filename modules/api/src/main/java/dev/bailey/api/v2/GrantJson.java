package dev.bailey.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.api.http.Fields;
import dev.bailey.api.http.Json;
import dev.bailey.api.http.Refusal;
import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Grants as dbt Cloud's clients write them: `{permission_set, project_id,
/// writable_environment_categories}`, where `all` stands for every category, and no project for all
/// of them.
public final class GrantJson {
  private static final String SET = "permission_set";
  private static final String PROJECT = "project_id";
  private static final String CATEGORIES = "writable_environment_categories";
  private static final Set<EnvironmentCategory> ALL =
      Set.copyOf(Arrays.asList(EnvironmentCategory.values()));

  private GrantJson() {}

  /// The object for a grant.
  public static ObjectNode of(Grant grant) {
    ObjectNode node = Json.object().put(SET, grant.set().word());
    grant
        .project()
        .ifPresentOrElse(id -> node.put(PROJECT, id.value()), () -> node.putNull(PROJECT));
    var categories = node.putArray(CATEGORIES);
    if (grant.writable().equals(ALL)) {
      categories.add("all");
    } else {
      grant.writable().stream().sorted().forEach(category -> categories.add(category.word()));
    }
    return node;
  }

  /// The grants in the list of this name.
  ///
  /// @throws Refusal when there is none, or one makes no sense
  public static List<Grant> read(Fields fields, String name) {
    return fields
        .objects(name)
        .orElseThrow(() -> Refusal.invalid(name + " is required: a list of grants"))
        .stream()
        .map(GrantJson::read)
        .toList();
  }

  static Grant read(Fields fields) {
    OptionalLong project = fields.number(PROJECT);
    return new Grant(
        set(fields.required(SET)),
        project.isPresent() ? Optional.of(project(project.getAsLong())) : Optional.empty(),
        fields.texts(CATEGORIES).map(GrantJson::categories).orElse(ALL));
  }

  private static PermissionSet set(String word) {
    try {
      return PermissionSet.of(word);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static ProjectId project(long id) {
    if (id < 1) {
      throw Refusal.invalid(PROJECT + " must be the number of a project, or null for all");
    }
    return new ProjectId(id);
  }

  private static Set<EnvironmentCategory> categories(List<String> words) {
    return words.contains("all")
        ? ALL
        : words.stream().map(GrantJson::category).collect(Collectors.toUnmodifiableSet());
  }

  private static EnvironmentCategory category(String word) {
    return Arrays.stream(EnvironmentCategory.values())
        .filter(category -> category.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            Refusal.invalid(
                "%s must be of all, %s; not '%s'"
                    .formatted(
                        CATEGORIES,
                        Arrays.stream(EnvironmentCategory.values())
                            .map(EnvironmentCategory::word)
                            .collect(Collectors.joining(", ")),
                        word)));
  }
}
