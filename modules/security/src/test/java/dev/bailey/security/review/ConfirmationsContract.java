package dev.bailey.security.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of confirmations must do.
public interface ConfirmationsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Confirmations confirmations();

  @Test
  default void theNewestConfirmationOfAKeyIsKept() {
    var other = new Confirmation("token:2", "owner@all", "user:1", NOON);
    var newest = new Confirmation("token:1", "member@all", "user:8", NOON.plusSeconds(1));
    confirmations().set(new Confirmation("token:1", "owner@all", "user:7", NOON));
    confirmations().set(other);
    confirmations().set(newest);

    assertThat(confirmations().list()).containsExactly(newest, other);
  }

  @Test
  default void whatIsRemovedIsGone() {
    confirmations().set(new Confirmation("token:1", "owner@all", "user:7", NOON));
    confirmations().remove("token:1");
    confirmations().remove("token:9");

    assertThat(confirmations().list()).isEmpty();
  }
}
