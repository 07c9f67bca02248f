package dev.bailey.security;

import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.session.Session;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who somebody was found to be, and what they may do: what Shiro's realms answer with.
///
/// @param granted what they may do
/// @param limit what their token is limited to, if it is
/// @param session the session they came with, if they did
/// @param password the password that they proved to know, if they did
/// @param duty what they must do before they may do more, if anything
record Identity(
    Principal principal,
    List<Permission> granted,
    Optional<List<Permission>> limit,
    Optional<Session> session,
    Optional<StoredPassword> password,
    Optional<Duty> duty) {
  private static final List<Permission> EVERYTHING =
      List.of(new Permission("account:*"), new Permission("project:*"));

  Identity {
    granted = List.copyOf(granted);
    limit = limit.map(List::copyOf);
  }

  static Identity nobody() {
    return of(new Principal.Nobody(), List.of());
  }

  static Identity appliance(String part) {
    return of(new Principal.Appliance(part), EVERYTHING);
  }

  static Identity service(Principal.Service service) {
    return of(service, permissions(service.token().grants()));
  }

  /// A user with what is their own and what is given to them.
  static Identity person(Principal.Person person, List<Grant> grants) {
    Stream<Permission> own =
        Arrays.stream(OwnArea.values()).map(area -> new Permission("own:" + area.word() + ":*"));
    Stream<Permission> given = permissions(grants).stream();
    return of(person, Stream.concat(own, given).toList());
  }

  /// A user who has a duty before anything else.
  static Identity bound(Principal.Person person, Duty duty) {
    String task =
        switch (duty) {
          case CHANGE_PASSWORD -> "own:password:*";
          case ENROL_SECOND_FACTOR -> "own:second_factor:*";
        };
    var only = List.of(new Permission(task), new Permission("own:profile:read"));
    return new Identity(
        person, only, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(duty));
  }

  /// The same, with no more than what these grants give. None at all stands for no limit.
  Identity limitedTo(List<Grant> grants) {
    if (grants.isEmpty()) {
      return this;
    }
    return new Identity(
        principal, granted, Optional.of(permissions(grants)), session, password, duty);
  }

  /// The same, in a session.
  Identity in(Session open) {
    return new Identity(principal, granted, limit, Optional.of(open), password, duty);
  }

  /// The same, proven by a password.
  Identity provenBy(StoredPassword known) {
    return new Identity(principal, granted, limit, session, Optional.of(known), duty);
  }

  /// The number of the user.
  UserId userId() {
    return switch (principal) {
      case Principal.Person(User user) -> user.id();
      case Principal.Service _, Principal.Appliance _, Principal.Nobody _ ->
          throw new IllegalStateException("no user: " + principal.actor().reference());
    };
  }

  /// The projects that its permissions name, as they name them, and `0` for all others.
  Stream<String> projects() {
    return Stream.concat(granted.stream(), limit.stream().flatMap(List::stream))
        .map(permission -> permission.text().split(":"))
        .filter(parts -> parts[0].equals("project"))
        .map(parts -> parts[1].equals("*") ? "0" : parts[1])
        .distinct();
  }

  private static Identity of(Principal principal, List<Permission> granted) {
    return new Identity(
        principal, granted, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static List<Permission> permissions(List<Grant> grants) {
    return grants.stream().flatMap(grant -> grant.permissions().stream()).toList();
  }
}
