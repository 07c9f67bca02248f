package dev.bailey.storage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// File operations that are on the disk when they return, and that a crash leaves either done or
/// not done. Files are readable by their owner alone.
///
/// Interrupting a thread does no harm here: a channel of java.nio would close itself.
public final class DurableFiles {
  /// Ends the name of a file that is not finished; those left by a crash can be deleted at start.
  public static final String UNFINISHED = ".part";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private DurableFiles() {}

  /// Makes an empty file, for its owner alone.
  ///
  /// @throws StorageException EXISTS when there is one
  public static void create(Path file) {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    } catch (FileAlreadyExistsException e) {
      throw new StorageException(StorageException.Code.EXISTS, file + " exists already", e);
    } catch (IOException e) {
      throw StorageException.io("cannot create " + file, e);
    }
  }

  /// A name beside `target` for writing what will become it by [#publish].
  public static Path unfinished(Path target) {
    return target.resolveSibling(UUID.randomUUID() + UNFINISHED);
  }

  /// Gives a finished, synced file its name, replacing what had it.
  public static void publish(Path finished, Path target) {
    try {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageException.io("cannot write " + target, e);
    }
    syncDirectory(directoryOf(target));
  }

  /// Writes a small file whole, or leaves what was there.
  public static void replace(Path target, byte[] contents) {
    Path part = unfinished(target);
    create(part);
    try {
      write(part, contents);
      publish(part, target);
    } finally {
      deleteQuietly(part);
    }
  }

  /// Makes a small file, whole and on the disk from the moment it has its name. It never takes the
  /// place of another.
  ///
  /// @param permissions such as `r--------`
  /// @throws StorageException EXISTS when there is one
  public static void createOnce(Path target, byte[] contents, String permissions) {
    createDirectories(directoryOf(target));
    Path part = unfinished(target);
    create(part);
    try {
      write(part, contents);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
      nameOnce(part, target);
    } catch (FileAlreadyExistsException e) {
      throw new StorageException(StorageException.Code.EXISTS, target + " exists already", e);
    } catch (IOException e) {
      throw StorageException.io("cannot create " + target, e);
    } finally {
      deleteQuietly(part);
    }
    syncDirectory(directoryOf(target));
  }

  /// A hard link, unlike a rename, replaces nothing. Where a file system has none, the moment
  /// between looking and renaming remains.
  private static void nameOnce(Path part, Path target) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (Files.exists(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Gives a file a second name, for a while: neither name is synced. Where a file system has no
  /// hard links, it is copied. A file that is gone meanwhile is left out.
  public static void link(Path file, Path second) {
    try {
      Files.createDirectories(
          directoryOf(second), PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
      try {
        Files.createLink(second, file);
      } catch (NoSuchFileException e) {
        // Its other name is gone: nobody needs it.
      } catch (FileSystemException | UnsupportedOperationException e) {
        Files.copy(file, second, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw StorageException.io("cannot link " + file, e);
    }
  }

  /// Deletes a directory with all that is in it; does nothing when there is none. Not synced.
  public static void deleteTree(Path directory) {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw StorageException.io("cannot delete " + directory, e);
    }
  }

  /// Deletes a file, so that it stays deleted. False when there was none.
  public static boolean delete(Path file) {
    try {
      boolean deleted = Files.deleteIfExists(file);
      if (deleted) {
        syncDirectory(directoryOf(file));
      }
      return deleted;
    } catch (IOException e) {
      throw StorageException.io("cannot delete " + file, e);
    }
  }

  /// The files of a directory; none when it is not there.
  public static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw StorageException.io("cannot list " + directory, e);
    }
  }

  /// Deletes a directory with the files in it, which hold no directories.
  public static void deleteDirectory(Path directory) {
    list(directory).forEach(DurableFiles::deleteQuietly);
    delete(directory);
  }

  /// Makes a directory for its owner alone, with its parents, each synced into its own parent.
  public static void createDirectories(Path directory) {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new StorageException(
            StorageException.Code.EXISTS, directory + " is not a directory", e);
      }
    } catch (IOException e) {
      throw StorageException.io("cannot create directory " + directory, e);
    }
    syncDirectory(directoryOf(directory));
  }

  /// Makes new, renamed and deleted names of a directory durable.
  public static void syncDirectory(Path directory) {
    boolean interrupted = Thread.interrupted();
    try {
      while (!trySync(directory)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean trySync(Path directory) {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    } catch (IOException e) {
      throw StorageException.io("cannot sync directory " + directory, e);
    }
  }

  /// Replaces the contents of an existing file, which nobody reads yet, and syncs them.
  public static void write(Path file, byte[] contents) {
    try (var out = new FileOutputStream(file.toFile())) {
      out.write(contents);
      out.getFD().sync();
    } catch (IOException e) {
      throw StorageException.io("cannot write " + file, e);
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A leftover without a name that anything reads; the failure that matters is on its way.
    }
  }

  /// The directory that holds a file.
  public static Path directoryOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
