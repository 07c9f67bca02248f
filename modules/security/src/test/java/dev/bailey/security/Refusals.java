package dev.bailey.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailey.security.AccessException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Says that something is refused, and why.
final class Refusals {
  private Refusals() {}

  static AccessException assertRefused(Code code, ThrowingCallable work) {
    var refusal = catchThrowableOfType(AccessException.class, work);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }
}
