package dev.bailey.security.user;

import dev.bailey.registry.Kept;
import dev.bailey.security.AccessException;
import dev.bailey.security.AccessException.Code;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SSH keys in memory, for tests.
public final class InMemorySshKeys implements SshKeys {
  private final Kept<SshKey> kept = new Kept<>();

  @Override
  public synchronized SshKey add(UserId user, String name, PublicKeyLine key, Instant at) {
    if (byFingerprint(key.fingerprint()).isPresent()) {
      throw new AccessException(Code.TAKEN, "This key is somebody's.");
    }
    return kept.add(id -> new SshKey(new SshKeyId(id), user, name, key, at, Optional.empty()));
  }

  @Override
  public Optional<SshKey> find(SshKeyId id) {
    return kept.find(id.value());
  }

  @Override
  public Optional<SshKey> byFingerprint(String fingerprint) {
    return kept.all().stream().filter(key -> key.fingerprint().equals(fingerprint)).findFirst();
  }

  @Override
  public List<SshKey> of(UserId user) {
    return kept.all().stream().filter(key -> key.user().equals(user)).toList();
  }

  @Override
  public void used(SshKeyId id, Instant at) {
    find(id)
        .ifPresent(key ->
            kept.replace(
                id.value(),
                new SshKey(
                    id, key.user(), key.name(), key.key(), key.createdAt(), Optional.of(at))));
  }

  @Override
  public void remove(SshKeyId id) {
    kept.remove(id.value());
  }
}
