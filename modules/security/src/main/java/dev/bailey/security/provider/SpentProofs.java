package dev.bailey.security.provider;

import java.time.Instant;

/// Remembers proofs that are good for once and have been used: the answers to sign-ins, assertions,
/// messages about logouts. What every keeper must do is in `SpentProofsContract`.
public interface SpentProofs {

  /// Uses a proof up. Of two who use the same one, one is the first.
  ///
  /// @param hash of the proof, 64 characters at most
  /// @param until from when on the proof would not be good anyway, and can be forgotten
  /// @return whether nobody has used it before
  boolean spend(String hash, Instant until, Instant now);
}
