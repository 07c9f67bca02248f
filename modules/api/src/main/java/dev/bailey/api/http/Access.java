package dev.bailey.api.http;

/// Who may call a route. There is no route without one, and no default.
public sealed interface Access {

  /// Anyone, signed in or not.
  ///
  /// @param why this has to be open; a test prints the list, for people to read
  record Open(String why) implements Access {}

  /// Whoever is signed in, for what belongs to themselves.
  record SignedIn() implements Access {}

  /// Whoever has a permission: for the whole account, or in at least one project, whose id the
  /// handler then checks with [Call#require].
  ///
  /// @param area what it is about, such as `runs`
  /// @param action what is done, such as `read`
  record Needs(String area, String action) implements Access {}

  /// A route that needs a permission.
  static Access needs(String area, String action) {
    return new Needs(area, action);
  }

  /// A route for everyone who is signed in.
  static Access signedIn() {
    return new SignedIn();
  }

  /// A route for anyone.
  static Access open(String why) {
    return new Open(why);
  }
}
