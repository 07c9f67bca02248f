package dev.bailey.api.http;

import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.ProjectArea;

/// Who may call a route. There is no route without one, and no default.
public sealed interface Guard {

  /// Anyone, signed in or not.
  ///
  /// @param why this has to be open; a test holds the list, for people to read
  record Open(String why) implements Guard {}

  /// Whoever is signed in, for what belongs to themselves.
  record SignedIn() implements Guard {}

  /// Whoever has a permission in the account.
  record InAccount(AccountArea area, Action action) implements Guard {}

  /// Whoever has a permission in at least one project; which one it must be, the handler checks
  /// with [Call#require] as soon as it knows.
  record InProject(ProjectArea area, Action action) implements Guard {}

  /// A route for anyone.
  static Guard open(String why) {
    return new Open(why);
  }

  /// A route for everyone who is signed in.
  static Guard signedIn() {
    return new SignedIn();
  }

  /// A route that needs a permission in the account.
  static Guard in(AccountArea area, Action action) {
    return new InAccount(area, action);
  }

  /// A route that needs a permission in a project.
  static Guard in(ProjectArea area, Action action) {
    return new InProject(area, action);
  }
}
