package dev.bailey.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class AuditChainTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final AuditEvent EVENT =
      new AuditEvent(
          "project.added",
          new Actor("user", 7, "ada"),
          new Origin("192.0.2.7", "curl"),
          Target.of("project", 3),
          Outcome.DONE,
          Map.of("name", "shop"));

  private final AuditChain chain = chain(1);

  @Test
  void aLineHoldsOnlyAsItWasWrittenAndWhereItWasWritten() {
    AuditEntry line = chain.next(5, AuditChain.START, EVENT, NOON);

    assertThat(chain.holds(line, AuditChain.START)).isTrue();
    assertThat(chain.holds(line, "1".repeat(64))).isFalse();
    assertThat(chain.holds(new AuditEntry(6, NOON, EVENT, line.mac()), AuditChain.START)).isFalse();
    assertThat(chain(2).holds(line, AuditChain.START)).isFalse();
  }

  @Test
  void everyPartOfALineIsBound() {
    String mac = chain.next(1, AuditChain.START, EVENT, NOON).mac();
    var changed =
        List.of(
            event("project.removed", EVENT.actor(), EVENT.origin(), EVENT.target()),
            event(EVENT.type(), new Actor("user", 8, "ada"), EVENT.origin(), EVENT.target()),
            event(EVENT.type(), new Actor("user", 7, "bob"), EVENT.origin(), EVENT.target()),
            event(
                EVENT.type(), new Actor("service_token", 7, "ada"), EVENT.origin(), EVENT.target()),
            event(EVENT.type(), EVENT.actor(), new Origin("192.0.2.8", "curl"), EVENT.target()),
            event(EVENT.type(), EVENT.actor(), new Origin("192.0.2.7", "wget"), EVENT.target()),
            event(EVENT.type(), EVENT.actor(), EVENT.origin(), Target.of("project", 4)),
            event(EVENT.type(), EVENT.actor(), EVENT.origin(), Target.of("job", 3)),
            outcome(Outcome.REFUSED, EVENT.details()),
            outcome(Outcome.DONE, Map.of("name", "store")),
            outcome(Outcome.DONE, Map.of("title", "shop")),
            outcome(Outcome.DONE, Map.of()));

    assertThat(changed)
        .allSatisfy(event ->
            assertThat(chain.holds(new AuditEntry(1, NOON, event, mac), AuditChain.START))
                .isFalse());
    assertThat(chain.holds(new AuditEntry(1, NOON.plusNanos(1000), EVENT, mac), AuditChain.START))
        .isFalse();
  }

  private static AuditEvent event(String type, Actor actor, Origin origin, Target target) {
    return new AuditEvent(type, actor, origin, target, Outcome.DONE, EVENT.details());
  }

  private static AuditEvent outcome(Outcome outcome, Map<String, String> details) {
    return new AuditEvent(
        EVENT.type(), EVENT.actor(), EVENT.origin(), EVENT.target(), outcome, details);
  }

  private static AuditChain chain(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return new AuditChain(new SecretKeySpec(key, "HmacSHA256"));
  }
}
