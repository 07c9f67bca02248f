package dev.bailey.storage.object;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// Where finished files get their names, lose them, or are exchanged for themselves under another
/// key: one at a time, so that what was replaced or deleted meanwhile does not come back.
final class Shelf {
  private final Deletions deletions = new Deletions();

  /// By what to know that a file is still the same one.
  record Seen(Object file, long size, long modified) {}

  /// Looks at a file; empty when there is none.
  static Optional<Seen> look(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Seen(
              String.valueOf(attributes.fileKey()),
              attributes.size(),
              attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.io("cannot look at " + file, e);
    }
  }

  /// Gives a finished, synced file its name.
  synchronized void publish(Path finished, Path target) {
    DurableFiles.createDirectories(DurableFiles.directoryOf(target));
    DurableFiles.publish(finished, target);
  }

  /// Puts a finished, synced copy in the place of a file, unless that is not the one any more.
  synchronized void exchange(Path copy, Path target, Seen seen) {
    if (look(target).filter(seen::equals).isPresent()) {
      DurableFiles.publish(copy, target);
    } else {
      DurableFiles.delete(copy);
    }
  }

  boolean delete(Path file) {
    try (var _ = deletions.deleting()) {
      synchronized (this) {
        return DurableFiles.delete(file);
      }
    }
  }

  void deleteDirectory(Path directory) {
    try (var _ = deletions.deleting()) {
      synchronized (this) {
        DurableFiles.deleteDirectory(directory);
      }
    }
  }

  /// Deletes nothing until the hold is closed.
  Deletions.Hold hold() {
    return deletions.hold();
  }
}
