package dev.bailey.storage.object;

import dev.bailey.storage.keys.KeyOwner;
import java.util.Objects;

/// Names one object. The words of it appear nowhere on the disk.
///
/// @param collection what is listed and deleted together, such as `runs/17/artifacts`
/// @param name within the collection, such as `manifest.json`
public record ObjectKey(KeyOwner owner, String collection, String name) {
  /// The longest collection or name, in characters.
  public static final int MAX_LENGTH = 1000;

  public ObjectKey {
    Objects.requireNonNull(owner);
    if (collection.length() > MAX_LENGTH || name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an object's name has 1 to " + MAX_LENGTH + " characters");
    }
  }
}
