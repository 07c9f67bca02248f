package dev.bailey.security.factor;

import dev.bailey.security.user.UserId;
import java.util.Optional;

/// Keeps users' second factors. What every keeper must do is in `SecondFactorsContract`.
public interface SecondFactors {

  /// The user's second factor, be it confirmed or not.
  Optional<SecondFactor> of(UserId user);

  /// Keeps a user's second factor in the place of any other.
  void set(UserId user, SecondFactor factor);

  /// Replaces the user's second factor if it still is `expected`. Of two who use the same code at
  /// once, one comes too late.
  ///
  /// @return whether it was
  boolean replace(UserId user, SecondFactor expected, SecondFactor factor);

  /// Forgets the user's second factor; does nothing when there is none.
  void remove(UserId user);
}
