package dev.bailey.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.audit.AuditEvent.Outcome;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every keeper of the audit must do.
public interface AuditContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  Actor ADA = new Actor("user", 7, "ada@example.com");
  Actor BOB = new Actor("user", 8, "bob@example.com");

  /// An empty keeper.
  Audit audit();

  @Test
  default void whatWasAppendedIsReadBackInFull() {
    var event =
        new AuditEvent(
            "job_definition.changed",
            ADA,
            new Origin("192.0.2.7", "curl/8\nforged line"),
            Target.of("job_definition", 3),
            Outcome.REFUSED,
            Map.of("name", "nightly = \n \"x\"", "empty", ""));

    AuditEntry entry = audit().append(event, NOON.plusNanos(123_456_789));

    assertThat(audit().list(Audit.Query.newest(10))).containsExactly(entry);
    assertThat(entry.number()).isEqualTo(1);
    assertThat(entry.event()).isEqualTo(event);
    assertThat(audit().firstBroken()).isEmpty();
  }

  @Test
  default void linesAreNumberedWithoutAGapAndListedNewestFirst() {
    LongStream.range(0, 5).forEach(i -> append("job.run", ADA, NOON.plusSeconds(i)));

    assertThat(audit().list(Audit.Query.newest(3)))
        .extracting(AuditEntry::number)
        .containsExactly(5L, 4L, 3L);
    assertThat(audit().list(Audit.Query.newest(3).page(3, 10)))
        .extracting(AuditEntry::number)
        .containsExactly(2L, 1L);
    assertThat(audit().firstBroken()).isEmpty();
  }

  @Test
  default void aQueryRestricts() {
    append("login.password.succeeded", ADA, NOON);
    append("login.sso.failed", BOB, NOON.plusSeconds(10));
    append("project.added", BOB, NOON.plusSeconds(20));
    var all = Audit.Query.newest(10);

    assertThat(numbers(all.by(BOB))).containsExactly(3L, 2L);
    assertThat(numbers(all.ofType("login."))).containsExactly(2L, 1L);
    assertThat(numbers(all.between(NOON, NOON.plusSeconds(20)))).containsExactly(2L, 1L);
    assertThat(audit().count(all.by(BOB).page(1, 1))).isEqualTo(2);
  }

  @Test
  default void manyAtOnceStillMakeOneChain() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 20)
              .mapToObj(
                  i -> CompletableFuture.runAsync(() -> append("job.run", ADA, NOON), threads))
              .toList();
      all.forEach(CompletableFuture::join);
    }

    assertThat(numbers(Audit.Query.newest(100))).hasSize(20).first().isEqualTo(20L);
    assertThat(audit().firstBroken()).isEmpty();
  }

  @Test
  default void theOldestLinesAreRemovedAndTheRestStaysProvable() {
    LongStream.range(0, 5).forEach(i -> append("job.run", ADA, NOON.plusSeconds(i)));

    assertThat(audit().trim(NOON.plusSeconds(2), 10, BOB, NOON.plusSeconds(9))).isEqualTo(2);
    assertThat(audit().trim(NOON.plusSeconds(5), 2, BOB, NOON.plusSeconds(9))).isEqualTo(2);

    assertThat(numbers(Audit.Query.newest(10))).containsExactly(7L, 6L, 5L);
    assertThat(audit().anchor()).map(Anchor::through).contains(4L);
    assertThat(audit().firstBroken()).isEmpty();
  }

  @Test
  default void whatRemovesLinesSaysSo() {
    append("job.run", ADA, NOON);

    audit().trim(NOON.plusSeconds(1), 10, BOB, NOON.plusSeconds(9));

    AuditEvent event = audit().list(Audit.Query.newest(1)).getFirst().event();
    assertThat(event.type()).isEqualTo("audit_log.trimmed");
    assertThat(event.actor()).isEqualTo(BOB);
    assertThat(event.details()).containsEntry("count", "1").containsEntry("through", "1");
  }

  @Test
  default void anOldLineBehindANewerOneStays() {
    append("job.run", ADA, NOON.plusSeconds(10));
    append("job.run", ADA, NOON);

    assertThat(audit().trim(NOON.plusSeconds(5), 10, BOB, NOON.plusSeconds(20))).isZero();
    assertThat(numbers(Audit.Query.newest(10))).containsExactly(2L, 1L);
    assertThat(audit().anchor()).isEmpty();
  }

  @Test
  default void whoeverIsForgottenHasAPseudonymAndTheChainHolds() {
    User user = user("cyd@example.com");
    append("project.added", ADA, NOON);
    var named =
        new AuditEvent(
            "job_definition.changed",
            ADA,
            new Origin("192.0.2.7", "curl"),
            Target.of("job_definition", 3),
            Outcome.DONE,
            Map.of("name", "for Cyd@Example.com, nightly"));
    AuditEntry before = audit().append(named, NOON);
    append("project.removed", BOB, NOON);

    assertThat(audit().forget(Pseudonym.of(user))).isPositive();

    List<AuditEntry> lines = audit().list(Audit.Query.newest(10));
    assertThat(lines.toString()).doesNotContainIgnoringCase("cyd@example.com");
    assertThat(lines.get(1).event().details())
        .containsEntry("name", "for %s, nightly".formatted(Pseudonym.of(user.id().value())));
    assertThat(lines.get(1).event().origin()).isEqualTo(named.origin());
    assertThat(lines.get(1).mac()).isEqualTo(before.mac());
    assertThat(audit().firstBroken()).isEmpty();
    assertThat(audit().forget(Pseudonym.of(user))).isZero();
  }

  @Test
  default void linesAreReadOnFromANumber() {
    LongStream.range(0, 5).forEach(i -> append("job.run", ADA, NOON));

    assertThat(audit().following(2, 2)).extracting(AuditEntry::number).containsExactly(3L, 4L);
    assertThat(audit().following(5, 2)).isEmpty();
  }

  @Test
  default void aLineCanBeAskedForByWhatItWasDoneTo() {
    append("job.run", ADA, NOON);
    var event =
        new AuditEvent(
            "user.added", ADA, Origin.inside(), Target.of("user", 8), Outcome.DONE, Map.of());
    audit().append(event, NOON);

    assertThat(numbers(Audit.Query.newest(10).on(Target.of("user", 8)))).containsExactly(2L);
  }

  private static User user(String login) {
    return new User(
        new UserId(901),
        UserProfile.of(login, "Cyd", "Charisse"),
        Optional.empty(),
        List.of(),
        true,
        Optional.empty(),
        NOON,
        NOON);
  }

  private AuditEntry append(String type, Actor actor, Instant at) {
    var event = new AuditEvent(type, actor, Origin.inside(), Target.none(), Outcome.DONE, Map.of());
    return audit().append(event, at);
  }

  private List<Long> numbers(Audit.Query query) {
    return audit().list(query).stream().map(AuditEntry::number).toList();
  }
}
