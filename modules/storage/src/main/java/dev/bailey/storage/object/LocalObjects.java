package dev.bailey.storage.object;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Objects on the local disk: one file each, under names that say nothing (see [OpaqueNames]).
///
/// Objects in the making stand in one directory of their own, so that what a crash left there is
/// swept at the next start without looking anywhere else.
public final class LocalObjects implements ObjectStore {
  private final Path parts;
  private final OpaqueNames names;
  private final KeyRing ring;

  /// @param root a directory that is this store's alone; made when it is not there
  /// @param ring lent, not closed
  public LocalObjects(Path root, KeyRing ring) {
    this.parts = root.resolve("parts");
    this.names = new OpaqueNames(root, ring);
    this.ring = ring;
    DurableFiles.createDirectories(parts);
    DurableFiles.list(parts).forEach(DurableFiles::delete);
  }

  @Override
  public ObjectWriter create(ObjectKey key) {
    try (var secret = ring.key(key.owner(), Purpose.OBJECTS)) {
      Path part = parts.resolve(UUID.randomUUID().toString());
      return new LocalObjectWriter(
          part,
          names.file(key),
          key.name(),
          Cipherment.of(secret),
          context(key.owner(), key.collection()));
    }
  }

  @Override
  public Optional<StoredObject> open(ObjectKey key) {
    Path file = names.file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var object = read(file, key.owner(), context(key.owner(), key.collection()));
    if (!object.name().equals(key.name())) {
      object.close();
      throw Frames.damaged(file);
    }
    return Optional.of(object);
  }

  @Override
  public boolean delete(ObjectKey key) {
    return DurableFiles.delete(names.file(key));
  }

  @Override
  public List<String> list(KeyOwner owner, String collection) {
    var found = new ArrayList<String>();
    for (Path file : DurableFiles.list(names.directory(owner, collection))) {
      try (var object = read(file, owner, context(owner, collection))) {
        found.add(object.name());
      }
    }
    Collections.sort(found);
    return List.copyOf(found);
  }

  @Override
  public void deleteAll(KeyOwner owner, String collection) {
    DurableFiles.deleteDirectory(names.directory(owner, collection));
  }

  private LocalObject read(Path file, KeyOwner owner, byte[] context) {
    try (var secret = ring.key(owner, Purpose.OBJECTS)) {
      return LocalObject.open(file, Cipherment.of(secret), context);
    }
  }

  /// Binds a file to its owner and collection; the name stands inside, where listing finds it.
  private static byte[] context(KeyOwner owner, String collection) {
    byte[] label = owner.label().getBytes(StandardCharsets.UTF_8);
    byte[] rest = collection.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + label.length + rest.length)
        .putInt(label.length)
        .put(label)
        .put(rest)
        .array();
  }
}
