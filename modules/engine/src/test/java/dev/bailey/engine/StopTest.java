package dev.bailey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopTest {
  private final Stop whole = new Stop();

  @Test
  void aPartStopsWithTheWhole() {
    Stop part = whole.part();

    whole.request("Cancelled by ada@example.com");

    assertThat(part.reason()).contains("Cancelled by ada@example.com");
    assertThat(whole.part().requested()).isTrue();
  }

  @Test
  void theWholeGoesOnWhenAPartStops() {
    whole.part().request("Skipping due to fail_fast");

    assertThat(whole.requested()).isFalse();
  }
}
