package dev.bailey.security;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.session.SessionId;
import dev.bailey.security.user.User;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Somebody who calls: who they are, where from, and what they may do. Made for each request anew
/// by [Access], so that a change of rights holds from the next request on; it is no longer good
/// after the request.
///
/// Safe for use by several threads.
public final class Subject {
  private final Gate gate;
  private final Identity identity;
  private final Origin origin;
  private final Optional<Secret> csrf;

  Subject(Gate gate, Identity identity, Origin origin, Optional<Secret> csrf) {
    this.gate = gate;
    this.identity = identity;
    this.origin = origin;
    this.csrf = csrf;
  }

  /// Who they are.
  public Principal principal() {
    return identity.principal();
  }

  /// How the audit knows them.
  public Actor actor() {
    return principal().actor();
  }

  /// Where they call from.
  public Origin origin() {
    return origin;
  }

  /// The user, if it is one.
  public Optional<User> user() {
    return principal() instanceof Principal.Person(User user)
        ? Optional.of(user)
        : Optional.empty();
  }

  /// The user.
  ///
  /// @throws AccessException UNAUTHENTICATED or FORBIDDEN when it is none
  public User requireUser() {
    requireSomebody();
    return user()
        .orElseThrow(() -> new AccessException(Code.FORBIDDEN, "This is for users, not programs."));
  }

  /// The browser session they came with, if they did.
  public Optional<SessionId> session() {
    return identity.session().map(session -> session.id());
  }

  /// What a page of this session must send along with whatever changes something; see
  /// [Access#csrfHolds].
  public Optional<Secret> csrf() {
    return csrf;
  }

  /// What they must do before they may do anything else.
  public Optional<Duty> duty() {
    return identity.duty();
  }

  /// Whether they may do this.
  public boolean may(Permission permission) {
    return gate.permits(identity, permission);
  }

  /// Whether they may do this in at least one project and category of environments, be there such a
  /// project yet or not: what a route that lists things can ask before it looks at anything.
  public boolean maySomewhere(ProjectArea area, Action action) {
    return identity
        .projects()
        .anyMatch(project ->
            Arrays.stream(EnvironmentCategory.values())
                .map(
                    new Permission("project:" + project + ":" + area.word() + ":" + action.word())
                        ::in)
                .anyMatch(this::may));
  }

  /// Whether they may do all that the grants give: nobody hands out more than they have.
  public boolean mayGrant(List<Grant> grants) {
    return grants.stream().flatMap(grant -> grant.permissions().stream()).allMatch(this::may);
  }

  /// Refuses whoever may not do this.
  ///
  /// @throws AccessException UNAUTHENTICATED, PASSWORD_MUST_CHANGE, SECOND_FACTOR_MUST_ENROL or
  ///   FORBIDDEN
  public void require(Permission permission) {
    if (may(permission)) {
      return;
    }
    requireSomebody();
    throw duty()
        .map(Subject::refusal)
        .orElseGet(() ->
            new AccessException(
                Code.FORBIDDEN, "This needs the permission %s.".formatted(permission.text())));
  }

  /// Refuses whoever did not say who they are.
  ///
  /// @throws AccessException UNAUTHENTICATED
  public void requireSomebody() {
    if (principal() instanceof Principal.Nobody) {
      throw new AccessException(Code.UNAUTHENTICATED, "Sign in, or send a token.");
    }
  }

  private static AccessException refusal(Duty duty) {
    return switch (duty) {
      case CHANGE_PASSWORD ->
          new AccessException(
              Code.PASSWORD_MUST_CHANGE, "Choose a password of your own first, then go on.");
      case ENROL_SECOND_FACTOR ->
          new AccessException(
              Code.SECOND_FACTOR_MUST_ENROL, "Set up a second factor first, then go on.");
    };
  }

  @Override
  public String toString() {
    return actor().reference();
  }

  Identity identity() {
    return identity;
  }
}
