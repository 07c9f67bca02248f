package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of the account must do.
public interface AccountsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Accounts accounts();

  @Test
  default void theFirstCallMakesTheAccountAndLaterOnesFindIt() {
    Account first = accounts().open(NOON);

    assertThat(accounts().open(NOON.plusSeconds(60))).isEqualTo(first);
    assertThat(first.id()).isEqualTo(Account.ID);
    assertThat(first.identifier()).matches("act_[a-z0-9]{20,}");
    assertThat(first.createdAt()).isEqualTo(NOON);
  }

  @Test
  default void savingReplaces() {
    Account changed = accounts().open(NOON).changed("Acme", 7, NOON.plusSeconds(5));
    accounts().save(changed);

    assertThat(accounts().open(NOON)).isEqualTo(changed);
  }

  @Test
  default void anAccountThatWasNeverOpenedCannotBeSaved() {
    var account = new Account(Account.ID, "act_x", "Acme", 1, NOON, NOON);

    assertThatThrownBy(() -> accounts().save(account)).isInstanceOf(IllegalArgumentException.class);
  }
}
