package dev.bailey.security;

import dev.bailey.security.directory.Directory;
import dev.bailey.security.password.Cost;
import dev.bailey.security.provider.IdentityProvider;
import dev.bailey.security.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an operator may set.
///
/// @param sessions how long browsers stay signed in
/// @param passwords how much work a password is
/// @param hashesAtOnce how many passwords are worked on at once, which bounds CPU and memory
/// @param oneTimePassword how long a password that somebody else chose is good for
/// @param directory elsewhere that knows people and their passwords, if there is one
/// @param providers identity providers that sign people in
/// @param secondFactorRequired whether whoever signs in with a password needs a second factor
public record SecuritySettings(
    Session.Limits sessions,
    Cost passwords,
    int hashesAtOnce,
    Duration oneTimePassword,
    boolean secondFactorRequired,
    Optional<Directory> directory,
    List<IdentityProvider> providers) {
  public SecuritySettings {
    providers = List.copyOf(providers);
  }

  /// Half an hour idle, twelve hours in all; passwords at the measured cost, two at once; one-time
  /// passwords for three days; a second factor for whoever wants one.
  public static SecuritySettings standard() {
    return new SecuritySettings(
        new Session.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
        Cost.standard(),
        2,
        Duration.ofDays(3),
        false,
        Optional.empty(),
        List.of());
  }

  /// The same, with or without the need for a second factor.
  public SecuritySettings requiringSecondFactor(boolean required) {
    return new SecuritySettings(
        sessions, passwords, hashesAtOnce, oneTimePassword, required, directory, providers);
  }

  /// The same, asking a directory for whoever is no user of this appliance's own.
  public SecuritySettings asking(Directory elsewhere) {
    return new SecuritySettings(
        sessions,
        passwords,
        hashesAtOnce,
        oneTimePassword,
        secondFactorRequired,
        Optional.of(elsewhere),
        providers);
  }

  /// The same, letting these sign people in.
  public SecuritySettings trusting(List<IdentityProvider> others) {
    return new SecuritySettings(
        sessions,
        passwords,
        hashesAtOnce,
        oneTimePassword,
        secondFactorRequired,
        directory,
        others);
  }
}
