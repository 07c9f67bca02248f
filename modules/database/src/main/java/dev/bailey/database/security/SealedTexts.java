package dev.bailey.database.security;

import dev.bailey.database.LinesColumn;
import dev.bailey.database.Seals;
import dev.bailey.registry.Secret;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.seal.Place;
import java.util.List;
import java.util.Optional;

/// Texts that tell of a person, sealed under that person's own key: destroying it destroys them in
/// every copy.
final class SealedTexts {
  private final Seals seals;

  SealedTexts(Seals seals) {
    this.seals = seals;
  }

  /// @throws StorageException KEY_DESTROYED when the person was erased
  byte[] seal(long person, Place place, List<String> texts) {
    var owner = KeyOwner.person(person);
    seals.prepare(owner);
    return seals.seal(owner, place, Secret.of(new LinesColumn().convertToDatabaseColumn(texts)));
  }

  /// Empty when the person was erased.
  Optional<List<String>> open(long person, Place place, byte[] sealed) {
    try {
      Secret opened = seals.open(KeyOwner.person(person), place, sealed);
      return Optional.of(new LinesColumn().convertToEntityAttribute(opened.reveal()));
    } catch (StorageException e) {
      if (e.code() == Code.KEY_DESTROYED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
