package dev.bailey.appliance.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The directory in which an appliance keeps everything (design.md 4.2).
///
/// `config/` is the operator's, `keys/` holds the master key, `data/` holds all else, encrypted.
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /// The operator's files.
  public Path config() {
    return root.resolve("config");
  }

  /// `config/bailey.yaml`, which need not exist.
  public Path configuration() {
    return config().resolve("bailey.yaml");
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

  /// Backups, unless the configuration says otherwise.
  public Path backups() {
    return root.resolve("backups");
  }

  /// Where a restore gathers what becomes the data. It is gone when the restore is done.
  public Home restoring() {
    return new Home(root.resolve("restoring"));
  }

  /// Refuses a home whose restore did not end.
  ///
  /// @throws ConfigurationException when it is one
  public void refuseHalfRestored() {
    if (Files.exists(restoring().root())) {
      throw new ConfigurationException(
          "a restore into %s did not end. Run `bailey restore` again; it begins anew"
              .formatted(root));
    }
  }

  /// Makes the directories that are missing, for their owner alone.
  ///
  /// @throws ConfigurationException when the disk refuses
  public void prepare() {
    refuseHalfRestored();
    makeDirectories(config(), root.resolve("keys"), data());
  }

  /// The same without a place for data.
  public void prepareForRestore() {
    makeDirectories(config(), root.resolve("keys"));
  }

  private void makeDirectories(Path... directories) {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new ConfigurationException(
          "the home %s is no directory. Choose another with --home".formatted(root));
    }
    try {
      for (Path directory : directories) {
        if (!Files.isDirectory(directory)) {
          Files.createDirectories(directory, ownerOnly);
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException(
          "the home %s cannot be made: %s. Choose another with --home, or make it"
              .formatted(root, why(e)));
    }
    if (!Files.isWritable(root) || (Files.exists(data()) && !Files.isWritable(data()))) {
      throw new ConfigurationException(
          "%s may not write to the home %s. Give it to this user, or choose another with --home"
              .formatted(System.getProperty("user.name"), root));
    }
  }

  /// The system's reason for refusing a file, in words.
  static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> "input or output error";
    };
  }
}
