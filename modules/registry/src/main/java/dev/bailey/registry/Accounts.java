package dev.bailey.registry;

import java.time.Instant;

/// Keeps the account. What every keeper must do is in `AccountsContract`.
public interface Accounts {

  /// The account; the first call ever makes it, under the name `Bailey`.
  Account open(Instant at);

  /// Replaces what is kept of it.
  ///
  /// @throws IllegalArgumentException when it was not opened before
  void save(Account account);
}
