package dev.bailey.security.permission;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;

/// One thing that may be done, as a wildcard string of Shiro: `project:<id>:<area>:<action>`,
/// `account:<area>:<action>` or `own:<area>:<action>`.
///
/// What a route needs is made by the factories here. What a [Grant] gives may hold `*`.
public record Permission(String text) {
  public Permission {
    if (!text.matches("[a-z0-9_*]+(,[a-z0-9_*]+)*(:[a-z0-9_*]+(,[a-z0-9_*]+)*)*")) {
      throw new IllegalArgumentException("no permission: " + text);
    }
  }

  /// Doing something in one project.
  public static Permission project(ProjectId project, ProjectArea area, Action action) {
    return new Permission("project:%s:%s:%s".formatted(project, area.word(), action.word()));
  }

  /// Doing something in the account.
  public static Permission account(AccountArea area, Action action) {
    return new Permission("account:%s:%s".formatted(area.word(), action.word()));
  }

  /// Doing something with what is one's own.
  public static Permission own(OwnArea area, Action action) {
    return new Permission("own:%s:%s".formatted(area.word(), action.word()));
  }

  /// The same in one category of environments. Jobs, environments, their credentials and their
  /// variables are always asked for like this, because some roles may change them in development
  /// and not in production.
  public Permission in(EnvironmentCategory category) {
    return new Permission(text + ":" + category.word());
  }

  @Override
  public String toString() {
    return text;
  }
}
