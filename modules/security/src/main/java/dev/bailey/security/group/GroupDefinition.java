package dev.bailey.security.group;

import dev.bailey.security.permission.Grant;
import java.util.List;

/// What a group is called, and who is in it by themselves.
///
/// @param assignByDefault whether every new user is in it
/// @param mapped names of groups of a directory or an identity provider: whoever is in one of them
///   there is in this group from their next sign-in on, and whoever is in none of them is not; dbt
///   Cloud's `sso_mapping_groups`. Empty for a group whose members are chosen here
/// @param grants what its members may do
public record GroupDefinition(
    String name, boolean assignByDefault, List<String> mapped, List<Grant> grants) {
  public GroupDefinition {
    name = name.strip();
    mapped = mapped.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    grants = List.copyOf(grants);
    if (name.isEmpty() || name.length() > 255) {
      throw new IllegalArgumentException("the name of a group has 1 to 255 characters");
    }
  }

  /// The same with these grants instead.
  public GroupDefinition granting(List<Grant> other) {
    return new GroupDefinition(name, assignByDefault, mapped, other);
  }
}
