package dev.bailey.appliance.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Folders on the user's disk.
final class Folders {
  private Folders() {}

  /// Deletes a folder with all that is in it. Links are deleted, and what they lead to is left
  /// alone.
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList().reversed()) {
        Files.delete(path);
      }
    }
  }
}
