package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The right to use a ring, which one process at a time has. It ends with the process, however that
/// ends.
final class RingLease implements AutoCloseable {
  private static final String SUFFIX = ".lock";

  private final RandomAccessFile file;

  private RingLease(RandomAccessFile file) {
    this.file = file;
  }

  /// @throws StorageException IN_USE
  static RingLease take(Path ring) {
    Path path = place(ring);
    if (!Files.exists(path)) {
      DurableFiles.create(path);
    }
    try {
      var file = new RandomAccessFile(path.toFile(), "rw");
      if (isLocked(file)) {
        return new RingLease(file);
      }
      file.close();
    } catch (IOException e) {
      throw StorageException.io("cannot lock " + path, e);
    }
    throw new StorageException(
        Code.IN_USE, "another process is using the keys in " + ring + "; stop it first");
  }

  /// Where its lock is.
  static Path place(Path ring) {
    return ring.resolveSibling(ring.getFileName() + SUFFIX);
  }

  private static boolean isLocked(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw StorageException.io("cannot unlock the keys", e);
    }
  }
}
