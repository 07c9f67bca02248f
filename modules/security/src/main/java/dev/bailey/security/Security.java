package dev.bailey.security;

import dev.bailey.security.audit.Audit;
import dev.bailey.security.password.Passwords;
import java.security.SecureRandom;
import java.time.Clock;

/// All of security, wired: what the routes and the SSH server call.
public final class Security {
  private final Access access;
  private final ProviderSignIn providers;
  private final OwnAccount own;
  private final OwnSecondFactor secondFactor;
  private final Members members;
  private final Persons persons;
  private final People people;
  private final AccessReview accessReview;
  private final UserGroups groups;
  private final ServiceTokens serviceTokens;
  private final FirstAdministrator firstAdministrator;
  private final Audit audit;
  private final AuditLog log;

  public Security(
      SecurityStores stores, SecuritySettings settings, Clock clock, SecureRandom random) {
    var passwords = new Passwords(settings.passwords(), settings.hashesAtOnce(), random);
    var keys = new Keys(random);
    this.audit = stores.audit();
    this.log = new AuditLog(audit, clock);
    var people = new DirectoryUsers(stores, log, clock);
    this.access = new Access(stores, passwords, settings, people, keys, log, clock);
    this.providers =
        new ProviderSignIn(settings.providers(), stores, access, people, keys, log, clock);
    var desk = new TokenDesk(stores, keys, log, clock);
    this.own = new OwnAccount(stores, access, passwords, desk, log, clock);
    this.secondFactor = new OwnSecondFactor(stores, access, random, log, clock);
    this.members = new Members(stores, passwords, settings.oneTimePassword(), random, log, clock);
    this.people = new People(stores.users());
    this.persons = new Persons(stores, members, log, clock);
    this.groups = new UserGroups(stores, log, clock);
    this.serviceTokens = new ServiceTokens(stores, desk);
    this.accessReview =
        new AccessReview(
            stores, new AccessReview.Hands(members, groups, serviceTokens, desk), log, clock);
    this.firstAdministrator = new FirstAdministrator(stores, members, log, clock);
  }

  /// Who calls; signing in and out.
  public Access access() {
    return access;
  }

  /// Signing in by way of identity providers.
  public ProviderSignIn providers() {
    return providers;
  }

  /// What is a user's own.
  public OwnAccount own() {
    return own;
  }

  /// A user's second factor.
  public OwnSecondFactor secondFactor() {
    return secondFactor;
  }

  /// The users.
  public Members members() {
    return members;
  }

  /// Who may do what, to be looked at.
  public AccessReview accessReview() {
    return accessReview;
  }

  /// Their names, for what keeps references.
  public People people() {
    return people;
  }

  /// What is held about people.
  public Persons persons() {
    return persons;
  }

  /// The groups of users.
  public UserGroups groups() {
    return groups;
  }

  /// The tokens of programs.
  public ServiceTokens serviceTokens() {
    return serviceTokens;
  }

  /// The first way in.
  public FirstAdministrator firstAdministrator() {
    return firstAdministrator;
  }

  /// The audit, to be read.
  public Audit audit() {
    return audit;
  }

  /// The audit, to be written by whoever changes something.
  public AuditLog log() {
    return log;
  }
}
