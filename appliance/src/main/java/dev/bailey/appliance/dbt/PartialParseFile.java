package dev.bailey.appliance.dbt;

import dev.bailey.appliance.Version;
import dev.bailey.engine.ParseCache;
import dev.bailey.project.ProjectLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Optional;

/// What a command parsed, in a file for the next one.
final class PartialParseFile implements ParseCache {
  /// Where it is below the target folder. dbt's own has the ending `msgpack`.
  static final String NAME = "partial_parse.bailey";

  private final Path file;

  PartialParseFile(Path file) {
    this.file = file;
  }

  /// The version does not change while Bailey is developed: the time of the build does.
  @Override
  public String engine() {
    return Version.bailey()
        + " "
        + Optional.ofNullable(ProjectLoader.class.getProtectionDomain().getCodeSource())
            .map(PartialParseFile::built)
            .orElse("");
  }

  private static String built(CodeSource source) {
    try {
      Path place = Path.of(source.getLocation().toURI());
      return Files.getLastModifiedTime(place) + " " + Files.size(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class comes from a file", e);
    }
  }

  @Override
  public Optional<ByteBuffer> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    // What is written later goes to another file and is renamed: this one stays as it is.
    try (var channel = FileChannel.open(file)) {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public void write(byte[] content) {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(made, content);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
