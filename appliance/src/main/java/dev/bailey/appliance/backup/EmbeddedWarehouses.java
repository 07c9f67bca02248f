package dev.bailey.appliance.backup;

import dev.bailey.appliance.run.EmbeddedFile;
import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.backup.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/// The DuckDB files of the appliance, copied while runs write to them.
///
/// DuckDB writes to free places of its file and to the end of its log; what counts changes when it
/// writes one of the two headers at the file's beginning, and from then on it may use again what
/// was in use. So a copy of file and log is a state that DuckDB recovers from, as after a crash,
/// when the headers are the same before and after. Otherwise it is made again.
///
/// @param directory where they are
record EmbeddedWarehouses(Path directory) implements Part {
  private static final String LOG = ".wal";
  private static final int HEADERS = 3 * 4096;
  private static final int TRIES = 20;

  @Override
  public Deletions.Hold hold() {
    return () -> {};
  }

  @Override
  public void pin(Path into) {
    for (Path file : files()) {
      copy(file, into.resolve(file.getFileName()));
    }
  }

  /// Each database's own file.
  List<Path> files() {
    return DurableFiles.list(directory).stream()
        .filter(file -> file.toString().endsWith(EmbeddedFile.ENDING))
        .sorted()
        .toList();
  }

  private static void copy(Path file, Path copy) {
    try {
      for (int left = TRIES; left > 0; left--) {
        byte[] before = headers(file);
        Files.copy(
            file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        copyLog(log(file), log(copy));
        if (Arrays.equals(headers(file), before)) {
          return;
        }
      }
    } catch (IOException e) {
      throw StorageException.io("cannot copy the embedded warehouse " + file, e);
    }
    throw new StorageException(
        Code.IN_USE,
        "the embedded warehouse %s changes faster than it can be copied. Make a backup while fewer runs write to it"
            .formatted(file));
  }

  private static void copyLog(Path log, Path copy) throws IOException {
    Files.deleteIfExists(copy);
    try {
      Files.copy(log, copy);
    } catch (NoSuchFileException e) {
      // Nothing was written since the headers.
    }
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + LOG);
  }

  private static byte[] headers(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(HEADERS);
    }
  }
}
