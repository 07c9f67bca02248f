package dev.bailey.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of sessions must do.
public interface SessionsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  Origin DESK = new Origin("192.0.2.7", "Firefox");

  /// An empty keeper.
  Sessions sessions();

  /// A user that the keeper's surroundings know.
  UserId user();

  /// Another.
  UserId otherUser();

  @Test
  default void aSessionIsFoundByItsHash() {
    Session session = add(user(), hash(1), NOON);

    assertThat(sessions().byHash(hash(1))).contains(session);
    assertThat(sessions().byHash(hash(2))).isEmpty();
    assertThat(session.origin()).isEqualTo(DESK);
    assertThat(session.lastSeen()).isEqualTo(NOON);
  }

  @Test
  default void itsLastUseIsNoted() {
    Session session = add(user(), hash(1), NOON);
    sessions().seen(session.id(), NOON.plusSeconds(90));

    assertThat(sessions().byHash(hash(1)))
        .get()
        .extracting(Session::lastSeen)
        .isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  default void oneCanBeEndedOrAllOfAUser() {
    Session first = add(user(), hash(1), NOON);
    Session second = add(user(), hash(2), NOON);
    Session third = add(user(), hash(3), NOON);
    Session other = add(otherUser(), hash(4), NOON);
    sessions().remove(second.id());
    sessions().remove(second.id());

    assertThat(sessions().of(user())).containsExactly(first, third);
    sessions().removeAll(user());
    assertThat(sessions().of(user())).isEmpty();
    assertThat(sessions().of(otherUser())).containsExactly(other);
  }

  @Test
  default void theOldOnesCanBeCleared() {
    Session idle = add(user(), hash(1), NOON);
    Session used = add(user(), hash(2), NOON.plusSeconds(10));
    sessions().seen(used.id(), NOON.plusSeconds(500));
    sessions().removeOver(NOON.plusSeconds(100), NOON.plusSeconds(5));

    assertThat(sessions().byHash(hash(1))).isEmpty();
    assertThat(sessions().of(user())).extracting(Session::id).containsExactly(used.id());
    sessions().removeOver(NOON, NOON.plusSeconds(11));
    assertThat(sessions().of(user())).isEmpty();
    assertThat(idle.id()).isNotEqualTo(used.id());
  }

  @Test
  default void whereItCameFromIsKeptWithIt() {
    var there =
        new ProviderSession("https://id.example/realm", Optional.of("s-1"), Secret.of("hint"));
    Session came = sessions().add(user(), hash(1), DESK, Optional.of(there), NOON);
    Session local = add(user(), hash(2), NOON);

    assertThat(came.provider()).contains(there.issuer());
    assertThat(sessions().byHash(hash(1))).contains(came);
    assertThat(sessions().elsewhere(came.id())).contains(there);
    assertThat(local.provider()).isEmpty();
    assertThat(sessions().elsewhere(local.id())).isEmpty();
  }

  @Test
  default void thoseThatCameFromOneElsewhereAreFoundByIt() {
    Session first = from("https://id.example", Optional.of("s-1"), 1);
    from("https://id.example", Optional.of("s-2"), 2);
    from("https://other.example", Optional.of("s-1"), 3);
    from("https://id.example", Optional.empty(), 4);
    Session second = from("https://id.example", Optional.of("s-1"), 5);

    assertThat(sessions().from("https://id.example", "s-1")).containsExactly(first, second);
  }

  private Session from(String issuer, Optional<String> id, int number) {
    var there = new ProviderSession(issuer, id, Secret.of(""));
    return sessions().add(user(), hash(number), DESK, Optional.of(there), NOON);
  }

  private Session add(UserId user, String hash, Instant at) {
    return sessions().add(user, hash, DESK, Optional.empty(), at);
  }

  private static String hash(int number) {
    return "%064x".formatted(number);
  }
}
