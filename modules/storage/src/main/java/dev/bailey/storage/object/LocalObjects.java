package dev.bailey.storage.object;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.storage.keys.Rewritable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Objects on the local disk: one file each, under names that say nothing (see [OpaqueNames]).
///
/// Objects in the making stand in one directory of their own, so that what a crash left there is
/// swept at the next start without looking anywhere else.
public final class LocalObjects implements ObjectStore, Rewritable, Part {
  private final Path parts;
  private final OpaqueNames names;
  private final KeyRing ring;
  private final Shelf shelf = new Shelf();

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
    Path file = names.file(key);
    return writer(key.owner(), file, key.name(), part -> shelf.publish(part, file));
  }

  /// @param publish what to do with the finished file
  private LocalObjectWriter writer(KeyOwner owner, Path file, String name, Consumer<Path> publish) {
    try (var secret = ring.key(owner, Purpose.OBJECTS)) {
      Path part = parts.resolve(UUID.randomUUID().toString());
      return new LocalObjectWriter(
          part, name, Cipherment.of(secret), context(owner, file), publish);
    }
  }

  @Override
  public Optional<StoredObject> open(ObjectKey key) {
    Path file = names.file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var object = read(file, key.owner());
    if (!object.name().equals(key.name())) {
      object.close();
      throw Frames.damaged(file);
    }
    return Optional.of(object);
  }

  @Override
  public boolean delete(ObjectKey key) {
    return shelf.delete(names.file(key));
  }

  @Override
  public List<String> list(KeyOwner owner, String collection) {
    var found = new ArrayList<String>();
    for (Path file : DurableFiles.list(names.directory(owner, collection))) {
      try (var object = read(file, owner)) {
        found.add(object.name());
      }
    }
    Collections.sort(found);
    return List.copyOf(found);
  }

  @Override
  public void deleteAll(KeyOwner owner, String collection) {
    shelf.deleteDirectory(names.directory(owner, collection));
  }

  @Override
  public boolean rewrite(KeyOwner owner, BooleanSupplier goOn) {
    for (Path file : names.all(owner)) {
      if (!goOn.getAsBoolean()) {
        return false;
      }
      var seen = Shelf.look(file);
      if (seen.isPresent() && !isUnderPresentKey(file, owner)) {
        rewrite(file, owner, seen.get());
      }
    }
    return true;
  }

  @Override
  public Deletions.Hold hold() {
    return shelf.hold();
  }

  @Override
  public void pin(Path into) {
    names.link(into);
  }

  /// Reads every object to its end.
  ///
  /// @param damaged told of each that is not what was written
  /// @return how many there are
  public long verify(Consumer<String> damaged) {
    return names.verify(this::verify, damaged);
  }

  private void verify(KeyOwner owner, Path file) throws IOException {
    try (var object = read(file, owner);
        var in = object.stream(0)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private boolean isUnderPresentKey(Path file, KeyOwner owner) {
    try (var secret = ring.key(owner, Purpose.OBJECTS)) {
      LocalObject.open(file, Cipherment.of(secret), context(owner, file)).close();
      return true;
    } catch (StorageException e) {
      return isGone(file);
    }
  }

  /// What was deleted meanwhile needs no other key.
  private static boolean isGone(Path file) {
    return !Files.exists(file);
  }

  private void rewrite(Path file, KeyOwner owner, Shelf.Seen seen) {
    try (var object = read(file, owner);
        var writer = writer(owner, file, object.name(), part -> shelf.exchange(part, file, seen));
        var in = object.stream(0)) {
      byte[] buffer = new byte[Frames.SIZE];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        writer.write(buffer, 0, n);
      }
      writer.commit();
    } catch (IOException e) {
      throw StorageException.io("cannot write anew " + file, e);
    }
  }

  /// Under the present key, or else the former. A file may be written anew between the two.
  private LocalObject read(Path file, KeyOwner owner) {
    try {
      return readUnderPresentKey(file, owner);
    } catch (StorageException e) {
      if (e.code() != StorageException.Code.DAMAGED) {
        throw e;
      }
      return readUnderFormerKey(file, owner).orElseGet(() -> readUnderPresentKey(file, owner));
    }
  }

  private LocalObject readUnderPresentKey(Path file, KeyOwner owner) {
    try (var secret = ring.key(owner, Purpose.OBJECTS)) {
      return LocalObject.open(file, Cipherment.of(secret), context(owner, file));
    }
  }

  private Optional<LocalObject> readUnderFormerKey(Path file, KeyOwner owner) {
    var former = ring.former(owner, Purpose.OBJECTS);
    if (former.isEmpty()) {
      return Optional.empty();
    }
    try (var secret = former.get()) {
      return Optional.of(LocalObject.open(file, Cipherment.of(secret), context(owner, file)));
    } catch (StorageException e) {
      return Optional.empty();
    }
  }

  /// Binds a file to its owner and collection; the name stands inside, where listing finds it.
  private static byte[] context(KeyOwner owner, Path file) {
    return "%s/%s"
        .formatted(owner.label(), OpaqueNames.collection(file))
        .getBytes(StandardCharsets.UTF_8);
  }
}
