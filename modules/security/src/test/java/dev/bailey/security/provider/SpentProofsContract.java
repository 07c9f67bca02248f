package dev.bailey.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of used proofs must do.
public interface SpentProofsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  Instant LATER = NOON.plusSeconds(60);

  /// An empty keeper.
  SpentProofs proofs();

  @Test
  default void aProofIsGoodForOnce() {
    assertThat(proofs().spend(hash(1), LATER, NOON)).isTrue();
    assertThat(proofs().spend(hash(1), LATER, NOON.plusSeconds(59))).isFalse();
    assertThat(proofs().spend(hash(2), LATER, NOON)).isTrue();
  }

  @Test
  default void itIsForgottenWhenItWouldNotBeGoodAnyway() {
    proofs().spend(hash(1), LATER, NOON);

    assertThat(proofs().spend(hash(1), LATER.plusSeconds(60), LATER)).isTrue();
  }

  private static String hash(int number) {
    return "%064x".formatted(number);
  }
}
