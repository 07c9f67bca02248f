package dev.bailey.security;

import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets the first person in: on an appliance that nobody has ever signed in to, each start gives
/// the user `admin` a new one-time password, which whoever reads the start's output may use. No
/// password is built in, and one that was lost before its first use is replaced by starting again.
public final class FirstAdministrator {
  /// What the first administrator signs in with.
  public static final String LOGIN = "admin";

  private final SecurityStores stores;
  private final Transactions transactions;
  private final Members members;
  private final AuditLog log;
  private final Clock clock;

  FirstAdministrator(SecurityStores stores, Members members, AuditLog log, Clock clock) {
    this.stores = stores;
    this.transactions = stores.transactions();
    this.members = members;
    this.log = log;
    this.clock = clock;
  }

  /// The password to print, or empty once somebody has signed in, or has another way to.
  public Optional<Members.Invited> invite() {
    List<User> users = stores.users().list();
    boolean fresh =
        users.stream()
            .allMatch(user -> user.profile().login().equals(LOGIN) && user.lastLogin().isEmpty());
    return fresh ? Optional.of(invite(users)) : Optional.empty();
  }

  private Members.Invited invite(List<User> users) {
    Members.OneTime password = members.oneTime();
    return transactions.call(() -> {
      User admin = users.isEmpty() ? create() : users.getFirst();
      Members.Invited invited = members.invite(admin, password);
      log.write(
          new Principal.Appliance("start").actor(),
          Origin.inside(),
          "user.invite.added",
          Access.userTarget(admin),
          Outcome.DONE,
          Map.of());
      return invited;
    });
  }

  private User create() {
    var profile = new UserProfile(LOGIN, "", "First", "Administrator");
    var owner = List.of(Grant.everywhere(PermissionSet.OWNER));
    return stores.users().add(profile, owner, clock.instant());
  }
}
