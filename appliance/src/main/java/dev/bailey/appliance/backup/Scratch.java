package dev.bailey.appliance.backup;

import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A home for the length of one command; all in it is encrypted, and deleted at the end.
record Scratch(Home home) implements AutoCloseable {

  /// @param place where there is room, instead of the system's temporary directory
  /// @throws ConfigurationException when there is none
  static Scratch make(Optional<Path> place) {
    try {
      Path root =
          place.isPresent()
              ? Files.createTempDirectory(place.get(), "bailey-backup")
              : Files.createTempDirectory("bailey-backup");
      return new Scratch(new Home(root));
    } catch (IOException e) {
      throw new ConfigurationException(
          "there is no place to restore to: %s. Name a directory with --scratch".formatted(e));
    }
  }

  @Override
  public void close() {
    DurableFiles.deleteTree(home.root());
  }
}
