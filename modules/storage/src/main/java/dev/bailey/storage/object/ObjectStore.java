package dev.bailey.storage.object;

import dev.bailey.storage.keys.KeyOwner;
import java.util.List;
import java.util.Optional;

/// Keeps objects that are written once: artifacts, logs of ended runs, archives, backups. Each is
/// compressed, encrypted under its owner's key, and authenticated as a whole: what was flipped, cut
/// or put in the place of another is refused when read.
///
/// Every method may throw a [dev.bailey.storage.StorageException].
public interface ObjectStore {

  /// Begins to write an object. It exists, and replaces one of the same name, from
  /// [ObjectWriter#commit] on.
  ObjectWriter create(ObjectKey key);

  /// Opens an object for reading, or says that there is none.
  Optional<StoredObject> open(ObjectKey key);

  /// Deletes an object; false when there was none.
  boolean delete(ObjectKey key);

  /// The names in a collection, ordered; empty when nothing is there.
  List<String> list(KeyOwner owner, String collection);

  /// Deletes a collection with all that is in it.
  void deleteAll(KeyOwner owner, String collection);

  /// Writes a small object in one call.
  default void put(ObjectKey key, byte[] bytes) {
    try (var writer = create(key)) {
      writer.write(bytes);
      writer.commit();
    }
  }

  /// Reads an object whole.
  default Optional<byte[]> get(ObjectKey key) {
    return open(key)
        .map(object -> {
          try (object) {
            return object.bytes();
          }
        });
  }
}
