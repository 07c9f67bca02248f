package dev.bailey.security.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.security.AccessException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of SSH keys must do.
public interface SshKeysContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  PublicKeyLine FIRST =
      PublicKeyLine.parse(
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f a");
  PublicKeyLine SECOND =
      PublicKeyLine.parse(
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f b");

  /// An empty keeper.
  SshKeys keys();

  /// A user that the keeper's surroundings know.
  UserId user();

  @Test
  default void aKeyIsFoundByItsFingerprint() {
    SshKey key = keys().add(user(), "laptop", FIRST, NOON);

    assertThat(keys().byFingerprint(FIRST.fingerprint())).contains(key);
    assertThat(keys().byFingerprint(SECOND.fingerprint())).isEmpty();
    assertThat(keys().find(key.id())).contains(key);
    assertThat(key.key()).isEqualTo(FIRST);
  }

  @Test
  default void keysAreListedById() {
    SshKey first = keys().add(user(), "laptop", FIRST, NOON);
    SshKey second = keys().add(user(), "desktop", SECOND, NOON);

    assertThat(keys().of(user())).containsExactly(first, second);
  }

  @Test
  default void aKeyBelongsToOne() {
    keys().add(user(), "laptop", FIRST, NOON);

    assertThatThrownBy(() -> keys().add(user(), "again", FIRST, NOON))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessException.Code.TAKEN));
  }

  @Test
  default void itsLastUseIsNoted() {
    SshKey key = keys().add(user(), "laptop", FIRST, NOON);
    keys().used(key.id(), NOON.plusSeconds(60));

    assertThat(keys().find(key.id()).flatMap(SshKey::lastUsed)).contains(NOON.plusSeconds(60));
    assertThat(key.lastUsed()).isEqualTo(Optional.empty());
  }

  @Test
  default void aRemovedKeyIsGoneAndMayComeAgain() {
    SshKey key = keys().add(user(), "laptop", FIRST, NOON);
    keys().remove(key.id());
    keys().remove(key.id());

    assertThat(keys().of(user())).isEmpty();
    assertThat(keys().add(user(), "laptop", FIRST, NOON).id()).isNotEqualTo(key.id());
  }
}
