package dev.bailey.security.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.audit.Origin;
import dev.bailey.security.user.UserId;
import java.time.Instant;
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
    Session session = sessions().add(user(), hash(1), DESK, NOON);

    assertThat(sessions().byHash(hash(1))).contains(session);
    assertThat(sessions().byHash(hash(2))).isEmpty();
    assertThat(session.origin()).isEqualTo(DESK);
    assertThat(session.lastSeen()).isEqualTo(NOON);
  }

  @Test
  default void itsLastUseIsNoted() {
    Session session = sessions().add(user(), hash(1), DESK, NOON);
    sessions().seen(session.id(), NOON.plusSeconds(90));

    assertThat(sessions().byHash(hash(1)))
        .get()
        .extracting(Session::lastSeen)
        .isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  default void oneCanBeEndedOrAllOfAUser() {
    Session first = sessions().add(user(), hash(1), DESK, NOON);
    Session second = sessions().add(user(), hash(2), DESK, NOON);
    Session third = sessions().add(user(), hash(3), DESK, NOON);
    Session other = sessions().add(otherUser(), hash(4), DESK, NOON);
    sessions().remove(second.id());
    sessions().remove(second.id());

    assertThat(sessions().of(user())).containsExactly(first, third);
    sessions().removeAll(user());
    assertThat(sessions().of(user())).isEmpty();
    assertThat(sessions().of(otherUser())).containsExactly(other);
  }

  @Test
  default void theOldOnesCanBeCleared() {
    Session idle = sessions().add(user(), hash(1), DESK, NOON);
    Session used = sessions().add(user(), hash(2), DESK, NOON.plusSeconds(10));
    sessions().seen(used.id(), NOON.plusSeconds(500));
    sessions().removeOver(NOON.plusSeconds(100), NOON.plusSeconds(5));

    assertThat(sessions().byHash(hash(1))).isEmpty();
    assertThat(sessions().of(user())).extracting(Session::id).containsExactly(used.id());
    sessions().removeOver(NOON, NOON.plusSeconds(11));
    assertThat(sessions().of(user())).isEmpty();
    assertThat(idle.id()).isNotEqualTo(used.id());
  }

  private static String hash(int number) {
    return "%064x".formatted(number);
  }
}
