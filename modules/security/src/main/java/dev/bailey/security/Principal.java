package dev.bailey.security;

import dev.bailey.security.audit.Actor;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.user.User;

/// Who is calling.
public sealed interface Principal {

  /// A user, however they came in.
  record Person(User user) implements Principal {}

  /// A program with a token of its own.
  record Service(ApiToken token) implements Principal {}

  /// The appliance itself.
  ///
  /// @param part of it, such as `scheduler`
  record Appliance(String part) implements Principal {}

  /// Somebody who did not say who they are.
  record Nobody() implements Principal {}

  /// How the audit knows them.
  default Actor actor() {
    return switch (this) {
      case Person(User user) -> new Actor("user", user.id().value(), user.profile().login());
      case Service(ApiToken token) -> new Actor("service_token", token.id().value(), token.name());
      case Appliance(String part) -> new Actor("system", 0, part);
      case Nobody() -> new Actor("anonymous", 0, "");
    };
  }
}
