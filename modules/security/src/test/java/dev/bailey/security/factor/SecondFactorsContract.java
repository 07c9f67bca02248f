package dev.bailey.security.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import dev.bailey.security.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of second factors must do.
public interface SecondFactorsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  SecondFactor BEGUN = SecondFactor.unconfirmed(Secret.of("GEZDGNBVGY3TQOJQ"));
  SecondFactor COMPLETE =
      new SecondFactor(BEGUN.key(), BEGUN.confirmedAt(), 59_000_000, BEGUN.recovery())
          .confirmed(NOON)
          .recoverableBy(RecoveryCodes.next(new SecureRandom()));

  /// An empty keeper.
  SecondFactors factors();

  /// A user that the keeper's surroundings know.
  UserId user();

  @Test
  default void whatWasSetIsFoundAgainInFull() {
    factors().set(user(), BEGUN);
    assertThat(factors().of(user())).contains(BEGUN);

    factors().set(user(), COMPLETE);
    assertThat(factors().of(user())).contains(COMPLETE);
  }

  @Test
  default void ofTwoReplacementsOfOneTheSecondComesTooLate() {
    factors().set(user(), BEGUN);

    assertThat(factors().replace(user(), BEGUN, COMPLETE)).isTrue();
    assertThat(factors().replace(user(), BEGUN, BEGUN)).isFalse();
    assertThat(factors().of(user())).contains(COMPLETE);
  }

  @Test
  default void whatWasRemovedIsGone() {
    factors().set(user(), COMPLETE);

    factors().remove(user());
    factors().remove(user());

    assertThat(factors().of(user())).isEmpty();
    assertThat(factors().replace(user(), COMPLETE, BEGUN)).isFalse();
  }
}
