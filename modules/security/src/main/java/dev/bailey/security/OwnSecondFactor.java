package dev.bailey.security;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.factor.RecoveryCodes;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.factor.SecondFactors;
import dev.bailey.security.factor.Totp;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.user.User;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/// What users do with their second factor. A thief of their session can do none of it: it takes the
/// password, and the second factor there was before.
public final class OwnSecondFactor {
  private final SecondFactors factors;
  private final SecurityStores stores;
  private final Transactions transactions;
  private final Access access;
  private final SecureRandom random;
  private final AuditLog log;
  private final Clock clock;

  OwnSecondFactor(
      SecurityStores stores, Access access, SecureRandom random, AuditLog log, Clock clock) {
    this.factors = stores.secondFactors();
    this.stores = stores;
    this.transactions = stores.transactions();
    this.access = access;
    this.random = random;
    this.log = log;
    this.clock = clock;
  }

  /// A key to put into an authenticator.
  ///
  /// @param key to be typed
  /// @param uri the same to be read from a QR code
  public record Enrolment(Secret key, Secret uri) {}

  /// What [#confirm] gives.
  ///
  /// @param signedIn the session that takes the place of all there were
  public record Confirmed(SignedIn signedIn, RecoveryCodes codes) {}

  /// The user's second factor, once it is asked for.
  public Optional<SecondFactor> find(Subject subject) {
    return confirmed(require(subject, Action.READ));
  }

  /// Makes a key for an authenticator. It takes the place of another only when [#confirm] has seen
  /// a code of it.
  ///
  /// @throws AccessException SIGN_IN_REFUSED when the password is wrong, THROTTLED, or INVALID when
  ///   there is a second factor already
  public Enrolment begin(Subject subject, Secret password) {
    User user = require(subject, Action.WRITE);
    OwnAccount.refuseFromProvider(subject);
    if (confirmed(user).isPresent()) {
      throw OwnAccount.invalid("There is a second factor already. Remove it first.");
    }
    access.proveAgain(user, password, subject);
    Secret key = Totp.nextKey(random);
    factors.set(user.id(), SecondFactor.unconfirmed(key));
    return new Enrolment(key, Totp.uri(user.profile().login(), key));
  }

  /// Shows that the authenticator has the key. From now on the second factor is asked for. All of
  /// the user's sessions end; the one of the caller goes on under a new cookie.
  ///
  /// @throws AccessException INVALID when nothing was begun or the code is wrong, THROTTLED
  public Confirmed confirm(Subject subject, Secret code) {
    User user = require(subject, Action.WRITE);
    SecondFactor begun =
        factors
            .of(user.id())
            .filter(known -> !known.confirmed())
            .orElseThrow(() -> OwnAccount.invalid("There is nothing to confirm. Begin anew."));
    SecondFactor shown =
        access
            .throttled(user, subject, () -> begun.spend(code, clock.instant()))
            .orElseThrow(
                () -> OwnAccount.invalid("The code is wrong. Is the clock of your device right?"));
    RecoveryCodes codes = RecoveryCodes.next(random);
    return transactions.call(() -> {
      replace(user, begun, shown.confirmed(clock.instant()).recoverableBy(codes));
      stores.sessions().removeAll(user.id());
      log.done(subject, "user.second_factor.added", Access.userTarget(user));
      return new Confirmed(access.openFor(user, subject.origin()), codes);
    });
  }

  /// Gives the user other recovery codes in the place of theirs.
  ///
  /// @throws AccessException SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED, THROTTLED, or NOT_FOUND when
  ///   there is no second factor
  public RecoveryCodes renewRecoveryCodes(Subject subject, Secret password, Secret code) {
    User user = proven(subject, password, code);
    RecoveryCodes codes = RecoveryCodes.next(random);
    transactions.run(() -> {
      SecondFactor known = confirmed(user).orElseThrow(OwnSecondFactor::missing);
      replace(user, known, known.recoverableBy(codes));
      log.done(subject, "user.second_factor.recovery_codes_renewed", Access.userTarget(user));
    });
    return codes;
  }

  /// Does without the second factor from now on.
  ///
  /// @throws AccessException as for [#renewRecoveryCodes]
  public void remove(Subject subject, Secret password, Secret code) {
    User user = proven(subject, password, code);
    transactions.run(() -> {
      factors.remove(user.id());
      log.done(subject, "user.second_factor.removed", Access.userTarget(user));
    });
  }

  private User proven(Subject subject, Secret password, Secret code) {
    User user = require(subject, Action.WRITE);
    if (confirmed(user).isEmpty()) {
      throw missing();
    }
    access.proveAgain(user, password, code, subject);
    return user;
  }

  private Optional<SecondFactor> confirmed(User user) {
    return factors.of(user.id()).filter(SecondFactor::confirmed);
  }

  private void replace(User user, SecondFactor known, SecondFactor next) {
    if (!factors.replace(user.id(), known, next)) {
      throw new AccessException(Code.TAKEN, "Somebody changed it meanwhile. Try again.");
    }
  }

  private static AccessException missing() {
    return OwnAccount.notFound("second factor");
  }

  private static User require(Subject subject, Action action) {
    User user = subject.requireUser();
    subject.require(Permission.own(OwnArea.SECOND_FACTOR, action));
    return user;
  }
}
