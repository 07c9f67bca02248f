package dev.bailey.storage.backup;

import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is replaced as a whole, if ever; it need not be there.
public record SingleFile(Path file) implements Part {
  @Override
  public Deletions.Hold hold() {
    return () -> {};
  }

  @Override
  public void pin(Path into) {
    if (Files.exists(file)) {
      DurableFiles.link(file, into.resolve(file.getFileName()));
    }
  }
}
