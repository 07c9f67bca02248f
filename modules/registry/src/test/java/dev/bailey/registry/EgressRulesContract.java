package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of egress rules must do.
public interface EgressRulesContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  EgressRules rules();

  @Test
  default void rulesAreListedById() {
    EgressRule first = rules().add("*.example.com", 443, 443, "forge", NOON);
    EgressRule second = rules().add("10.1.0.0/16", 5432, 5439, "warehouses", NOON);

    assertThat(rules().list()).containsExactly(first, second);
    assertThat(second.host()).isEqualTo("10.1.0.0/16");
    assertThat(second.lastPort()).isEqualTo(5439);
  }

  @Test
  default void whatIsRemovedIsGone() {
    EgressRule rule = rules().add("db.example", 5432, 5432, "warehouse", NOON);
    rules().remove(rule.id());
    rules().remove(rule.id());

    assertThat(rules().list()).isEmpty();
  }
}
