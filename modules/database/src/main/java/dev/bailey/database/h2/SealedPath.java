package dev.bailey.database.h2;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.file.EncryptedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.store.fs.FilePath;

/// A path in H2's eyes whose file is an [EncryptedFile] in a [SealedVolume].
///
/// H2 finds it by the scheme of the volume, which is unique in the process and carries no key.
/// Every method that makes a path is overridden: H2's own wrapper would make them by reflection,
/// without the volume.
final class SealedPath extends FilePath {
  private final SealedVolume volume;

  SealedPath(SealedVolume volume, String path) {
    this.volume = volume;
    this.name = volume.scheme() + ":" + path;
  }

  @Override
  public String getScheme() {
    return volume.scheme();
  }

  @Override
  public SealedPath getPath(String path) {
    String prefix = volume.scheme() + ":";
    return new SealedPath(volume, path.startsWith(prefix) ? path.substring(prefix.length()) : path);
  }

  @Override
  public long size() {
    return exists() ? EncryptedFile.sizeOf(real()) : 0;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return volume.open(real(), !mode.equals("r"));
  }

  @Override
  public boolean createFile() {
    return volume.create(real());
  }

  @Override
  public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
    // Never in the system's temporary directory, whatever H2 asks for.
    return super.createTempFile(suffix, false);
  }

  @Override
  public InputStream newInputStream() throws IOException {
    return Channels.newInputStream(open("r"));
  }

  @Override
  public OutputStream newOutputStream(boolean append) throws IOException {
    return newFileChannelOutputStream(open("rw"), append);
  }

  @Override
  public void moveTo(FilePath to, boolean atomicReplace) {
    Path target = volume.getPath(to.name);
    if (!atomicReplace && Files.exists(target)) {
      throw new StorageException(StorageException.Code.EXISTS, target + " exists already");
    }
    DurableFiles.publish(real(), target);
  }

  @Override
  public void delete() {
    if (!isDirectory()) {
      DurableFiles.delete(real());
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(real());
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    try (var files = Files.list(real())) {
      return files.<FilePath>map(file -> getPath(file.toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SealedPath toRealPath() {
    return getPath(real().toAbsolutePath().normalize().toString());
  }

  @Override
  public FilePath getParent() {
    return getPath(DurableFiles.directoryOf(real()).toString());
  }

  @Override
  public boolean isDirectory() {
    return Files.isDirectory(real());
  }

  @Override
  public boolean isRegularFile() {
    return Files.isRegularFile(real());
  }

  @Override
  public boolean isAbsolute() {
    return real().isAbsolute();
  }

  @Override
  public long lastModified() {
    try {
      return Files.getLastModifiedTime(real()).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public boolean canWrite() {
    return Files.isWritable(real());
  }

  @Override
  public boolean setReadOnly() {
    return false;
  }

  @Override
  public void createDirectory() {
    DurableFiles.createDirectories(real());
  }

  private Path real() {
    return volume.getPath(name);
  }
}
