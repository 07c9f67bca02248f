package dev.bailey.security.review;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One way in which somebody may do something, small enough to be taken away by itself.
///
/// @param key names it for as long as it is there
/// @param user who may; empty for a service token
/// @param through the group or the token; empty for what a user was given themselves
/// @param grants what it allows; none for a token that may do all that its user may
/// @param lastUsed when the user or the token was seen last
/// @param confirmation the newest one, if what it was about is still the same
public record Entitlement(
    String key,
    Kind kind,
    Optional<User> user,
    String through,
    List<Grant> grants,
    Optional<Instant> lastUsed,
    Optional<Confirmation> confirmation) {

  /// What kind of way it is.
  public enum Kind {
    GRANT,
    GROUP,
    PERSONAL_TOKEN,
    SERVICE_TOKEN;

    /// The word that the API uses.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Entitlement {
    grants = List.copyOf(grants);
  }

  /// What it allows, in one line.
  public String allowed() {
    return grants.isEmpty() && kind == Kind.PERSONAL_TOKEN
        ? "all that the user may"
        : grants.stream().map(Entitlement::describe).sorted().collect(Collectors.joining("; "));
  }

  /// A grant in one line: `developer@3 (development, staging)`.
  public static String describe(Grant grant) {
    String categories =
        grant.set().byCategory()
            ? grant.writable().stream()
                .map(EnvironmentCategory::word)
                .sorted()
                .collect(Collectors.joining(", ", " (", ")"))
            : "";
    return grant.set().word()
        + "@"
        + grant.project().map(ProjectId::toString).orElse("all")
        + categories;
  }

  /// The same with what is known of its confirmation.
  public Entitlement confirmed(Optional<Confirmation> known) {
    return new Entitlement(
        key,
        kind,
        user,
        through,
        grants,
        lastUsed,
        known.filter(one -> one.allowed().equals(allowed())));
  }
}
