package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// All of security in memory, with people in it whose password is [#PASSWORD].
final class Office {
  static final Secret PASSWORD = Secret.of("correct horse battery staple");
  static final Origin DESK = new Origin("192.0.2.7", "Firefox");

  final MovingClock clock = MovingClock.atNoon();
  final SecurityStores stores = InMemorySecurity.stores();
  final Security security;

  /// The kept hash of the password that all have, made once.
  private final String hash =
      new dev.bailey.security.password.Passwords(
              InMemorySecurity.settings().passwords(), 4, new SecureRandom())
          .hash(PASSWORD);

  Office() {
    this(InMemorySecurity.settings());
  }

  Office(SecuritySettings settings) {
    security = new Security(stores, settings, clock, new SecureRandom());
  }

  User hire(String login, Grant... grants) {
    User user = stores.users().add(UserProfile.of(login, "", ""), List.of(grants), clock.instant());
    stores
        .users()
        .setPassword(user.id(), new StoredPassword(hash, false, clock.instant(), Optional.empty()));
    return user;
  }

  SignedIn signIn(String login) {
    return security.access().signIn(login, PASSWORD, Optional.empty(), DESK);
  }

  Subject subject(String login) {
    return signIn(login).subject();
  }

  List<String> audited() {
    return stores.audit().list(Audit.Query.newest(100)).reversed().stream()
        .map(entry -> entry.event().type() + " by " + entry.event().actor().reference())
        .toList();
  }

  AuditEntry lastAudited() {
    return stores.audit().list(Audit.Query.newest(1)).getFirst();
  }
}
