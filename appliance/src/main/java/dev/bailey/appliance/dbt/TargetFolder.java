package dev.bailey.appliance.dbt;

import dev.bailey.engine.Artifacts;
import dev.bailey.engine.GrowingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// dbt's target folder, and the folders of other artifacts beside it.
final class TargetFolder implements Artifacts {
  private final Path project;
  private final Path folder;

  /// @param project from where the folders of others are named
  TargetFolder(Path project, Path folder) {
    this.project = project;
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> earlier(Optional<String> other, String name) {
    Path file = other.map(project::resolve).orElse(folder).resolve(name);
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public void write(String path, byte[] content) {
    Path file = file(path);
    try {
      write(file, content);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /// Almost every file has others in its folder, which was made for the first of them.
  private static void write(Path file, byte[] content) throws IOException {
    try {
      Files.write(file, content);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
  }

  private Path file(String path) {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException("outside of the target folder: " + path);
    }
    return file;
  }

  private static UncheckedIOException cannotWrite(Path file, IOException e) {
    return new UncheckedIOException("cannot write " + file, e);
  }

  @Override
  public GrowingFile grow(String path) {
    Path file = file(path);
    try {
      Files.createDirectories(file.getParent());
      return new Appended(file, Files.newOutputStream(file));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /// Each append is one write to the operating system, which keeps it whatever becomes of us.
  private record Appended(Path file, OutputStream out) implements GrowingFile {
    @Override
    public void append(byte[] content) {
      try {
        out.write(content);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
    }

    @Override
    public void remove() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
    }
  }
}
