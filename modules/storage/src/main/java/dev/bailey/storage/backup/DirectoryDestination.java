package dev.bailey.storage.backup;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Backups in a directory: of this machine, of another disk, of a mounted file server.
public final class DirectoryDestination implements BackupDestination {
  private static final String PARTS = "parts";

  private final Path root;
  private final boolean made;

  /// @param made whether the directory is made when it is missing. One that the operator names must
  ///   be there: it may be a disk that is not mounted.
  public DirectoryDestination(Path root, boolean made) {
    this.root = root.toAbsolutePath().normalize();
    this.made = made;
  }

  @Override
  public void check() {
    if (!made && !Files.isDirectory(root)) {
      throw new StorageException(
          Code.IO,
          "the directory for backups %s is not there. Mount or make it, or set backup_directory to another"
              .formatted(root));
    }
    try {
      DurableFiles.createDirectories(root.resolve(PARTS));
      Path probe = root.resolve(PARTS).resolve(UUID.randomUUID().toString());
      DurableFiles.create(probe);
      DurableFiles.delete(probe);
    } catch (StorageException e) {
      throw new StorageException(
          e.code(),
          "the directory for backups %s cannot be written to: %s. Let %s write to it, or set backup_directory to another"
              .formatted(root, e.getMessage(), System.getProperty("user.name")),
          e);
    }
  }

  @Override
  public void write(String name, Contents contents) {
    Path target = root.resolve(name);
    DurableFiles.createDirectories(DurableFiles.directoryOf(target));
    Path part = root.resolve(PARTS).resolve(UUID.randomUUID().toString());
    DurableFiles.createDirectories(root.resolve(PARTS));
    DurableFiles.create(part);
    try (var file = new FileOutputStream(part.toFile());
        var out = new BufferedOutputStream(file, 1 << 16)) {
      contents.writeTo(out);
      out.flush();
      file.getFD().sync();
    } catch (IOException e) {
      discard(part);
      throw StorageException.io(
          "cannot write " + target + " (is there room on the disk, and is it mounted?)", e);
    } catch (RuntimeException e) {
      discard(part);
      throw e;
    }
    DurableFiles.publish(part, target);
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The next sweep finds it; what failed before is on its way to who must know.
    }
  }

  @Override
  public InputStream read(String name) {
    Path file = root.resolve(name);
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new StorageException(Code.DAMAGED, file + " is missing", e);
    } catch (IOException e) {
      throw StorageException.io("cannot read " + file, e);
    }
  }

  @Override
  public List<String> list(String folder) {
    Path top = root.resolve(folder);
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (var files = Files.walk(top)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw StorageException.io("cannot list " + top, new IOException(e));
    }
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(root.resolve(name));
  }

  @Override
  public void delete(String name) {
    DurableFiles.delete(root.resolve(name));
  }

  @Override
  public void sweep() {
    DurableFiles.list(root.resolve(PARTS)).forEach(DurableFiles::delete);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
