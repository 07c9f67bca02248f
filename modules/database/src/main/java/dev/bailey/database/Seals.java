package dev.bailey.database;

import dev.bailey.registry.Secret;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.storage.seal.FieldSeal;
import dev.bailey.storage.seal.Place;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Function;

/// Seals secrets under their owners' keys, each for its place. A key that was destroyed opens
/// nothing from then on: none is kept here.
public final class Seals {
  private final KeyRing ring;
  private final SecureRandom random;

  /// @param ring lent, not closed
  public Seals(KeyRing ring, SecureRandom random) {
    this.ring = ring;
    this.random = random;
  }

  /// Sees to it that an owner has a key.
  public void prepare(KeyOwner owner) {
    ring.create(owner);
  }

  /// Seals a secret for its place.
  public byte[] seal(KeyOwner owner, Place place, Secret secret) {
    byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return with(owner, seal -> seal.seal(place, text));
  }

  /// Opens what was sealed for a place.
  ///
  /// @throws dev.bailey.storage.StorageException KEY_DESTROYED, KEY_MISSING, or DAMAGED
  public Secret open(KeyOwner owner, Place place, byte[] sealed) {
    byte[] text = with(owner, seal -> seal.open(place, sealed));
    return Secret.of(new String(text, StandardCharsets.UTF_8));
  }

  private <T> T with(KeyOwner owner, Function<FieldSeal, T> use) {
    try (var key = ring.key(owner, Purpose.SEALING);
        var seal = new FieldSeal(key, random)) {
      return use.apply(seal);
    }
  }
}
