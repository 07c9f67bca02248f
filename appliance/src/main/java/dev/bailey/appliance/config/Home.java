package dev.bailey.appliance.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The directory in which an appliance keeps everything (design.md 4.2).
///
/// `config/` is the operator's, `keys/` holds the master key, `data/` holds all else, encrypted.
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /// `config/bailey.yaml`, which need not exist.
  public Path configuration() {
    return root.resolve("config").resolve("bailey.yaml");
  }

  /// Everything that is encrypted.
  public Path data() {
    return root.resolve("data");
  }

  /// The master key, unless the configuration says otherwise.
  public Path masterKey() {
    return root.resolve("keys").resolve("master.key");
  }

  /// The data keys, wrapped by the master key.
  public Path keyRing() {
    return data().resolve("keyring");
  }

  /// Makes the directories that are missing, for their owner alone.
  ///
  /// @throws ConfigurationException when the disk refuses
  public void prepare() {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    try {
      for (Path directory :
          new Path[] {root, root.resolve("config"), root.resolve("keys"), data()}) {
        if (!Files.isDirectory(directory)) {
          Files.createDirectories(directory, ownerOnly);
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "the home directory %s cannot be made (%s). Choose another with --home, or make it"
              .formatted(root, e.getClass().getSimpleName()));
    }
  }
}
