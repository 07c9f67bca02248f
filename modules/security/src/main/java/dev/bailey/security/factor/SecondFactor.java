package dev.bailey.security.factor;

import dev.bailey.registry.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a user shows besides their password: the code of an authenticator that shares a key with
/// this appliance, or, when the authenticator is lost, a recovery code. Every code is good once.
///
/// It begins without [#confirmedAt], and is asked for only once its user has shown a first code.
///
/// @param key in base32
/// @param lastStep the newest step of time whose code was used; older codes are used up, too
/// @param recovery the hashes of the recovery codes that are left
public record SecondFactor(
    Secret key, Optional<Instant> confirmedAt, long lastStep, List<String> recovery) {
  public SecondFactor {
    recovery = List.copyOf(recovery);
  }

  /// One whose authenticator has shown nothing yet.
  public static SecondFactor unconfirmed(Secret key) {
    return new SecondFactor(key, Optional.empty(), 0, List.of());
  }

  /// Whether it is asked for.
  public boolean confirmed() {
    return confirmedAt.isPresent();
  }

  /// The same, asked for from now on.
  public SecondFactor confirmed(Instant at) {
    return new SecondFactor(key, Optional.of(at), lastStep, recovery);
  }

  /// The same with other recovery codes.
  public SecondFactor recoverableBy(RecoveryCodes codes) {
    return new SecondFactor(key, confirmedAt, lastStep, codes.hashes());
  }

  /// What is left of it when this code of the authenticator, or recovery code, was used; empty when
  /// it is neither, or was used before.
  public Optional<SecondFactor> spend(Secret code, Instant now) {
    String shown = RecoveryCodes.plain(code);
    return shown.matches("[0-9]{6}")
        ? Totp.match(key, shown, now).stream()
            .filter(step -> step > lastStep)
            .boxed()
            .map(this::at)
            .findFirst()
        : without(RecoveryCodes.hash(code));
  }

  private SecondFactor at(long step) {
    return new SecondFactor(key, confirmedAt, step, recovery);
  }

  private Optional<SecondFactor> without(String hash) {
    List<String> left = recovery.stream().filter(other -> !other.equals(hash)).toList();
    return left.size() < recovery.size()
        ? Optional.of(new SecondFactor(key, confirmedAt, lastStep, left))
        : Optional.empty();
  }

  /// Not even the hashes are for printing.
  @Override
  public String toString() {
    return "SecondFactor[hidden]";
  }
}
