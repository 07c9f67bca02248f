package dev.bailey.api.sealed;

import java.time.Duration;

/// Takes the passphrase of a sealed appliance.
@FunctionalInterface
public interface Unsealing {

  /// What came of an attempt.
  sealed interface Outcome {

    /// It fits; the appliance opens.
    record Opened() implements Outcome {}

    /// It does not fit.
    record Wrong() implements Outcome {}

    /// Nobody may try for so long.
    record TooEarly(Duration delay) implements Outcome {}

    /// The passphrase could not be tried; the log says why.
    record Failed() implements Outcome {}
  }

  /// Tries a passphrase.
  ///
  /// @param utf8 the passphrase; wiped when this returns
  /// @param address of who tries
  Outcome attempt(byte[] utf8, String address);
}
