package dev.bailey.registry;

import java.time.Instant;

/// The one account of an appliance, as clients of dbt Cloud expect there to be one.
///
/// @param identifier a name without meaning, such as `act_4kz9…`, that webhooks carry
/// @param runSlots how many runs go on at once, over all projects
public record Account(
    AccountId id,
    String identifier,
    String name,
    int runSlots,
    Instant createdAt,
    Instant updatedAt) {
  /// There is only this one.
  public static final AccountId ID = new AccountId(1);

  public Account {
    Checks.name("an account", name);
    if (runSlots < 1) {
      throw new IllegalArgumentException("an account has at least one run slot, not " + runSlots);
    }
  }

  /// The account under another name, with another number of run slots.
  public Account changed(String newName, int newRunSlots, Instant at) {
    return new Account(id, identifier, newName, newRunSlots, createdAt, at);
  }
}
