package dev.bailey.appliance.backup;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The operator's files below `config/`: configuration, certificates, known hosts. What opens the
/// keys is not among them, wherever it is: a backup must not hold the key to itself.
record ConfigFiles(Home home, Configuration configuration) {
  private static final int DEEPEST = 4;
  private static final int LARGEST = 1 << 20;
  private static final int MOST = 1_000;

  private Path directory() {
    return home.config();
  }

  /// All of them, by their names below `config/`.
  ///
  /// @throws ConfigurationException when something large is there, which is no configuration
  Map<String, byte[]> read() {
    var found = new TreeMap<String, byte[]>();
    Set<Path> keys = configuration.keyFiles(home.masterKey());
    if (!Files.isDirectory(directory())) {
      return found;
    }
    try (var all = Files.walk(directory(), DEEPEST)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!isOneOf(keys, file)) {
          found.put(directory().relativize(file).toString(), content(file));
        }
      }
    } catch (IOException e) {
      throw StorageException.io("cannot read the configuration in " + directory(), e);
    }
    if (found.size() > MOST) {
      throw new ConfigurationException(
          "there are %d files in %s, too many for a configuration. Put elsewhere what is none"
              .formatted(found.size(), directory()));
    }
    return found;
  }

  private static boolean isOneOf(Set<Path> keys, Path file) throws IOException {
    for (Path key : keys) {
      if (Files.exists(key) && Files.isSameFile(key, file)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] content(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new ConfigurationException(
          "%s is larger than 1 MiB, too large for a configuration. Put it elsewhere"
              .formatted(file));
    }
    return Files.readAllBytes(file);
  }

  /// Puts those back that are missing; what the operator has put there stays.
  ///
  /// @return the names of those that stayed though they differ
  List<String> write(Map<String, byte[]> files) {
    var different = new ArrayList<String>();
    try {
      for (var file : files.entrySet()) {
        Path target = directory().resolve(file.getKey()).normalize();
        if (!target.startsWith(directory())) {
          throw new IllegalArgumentException(file.getKey() + " is outside of config/");
        }
        if (!Files.exists(target)) {
          DurableFiles.createOnce(target, file.getValue(), "rw-------");
        } else if (!java.util.Arrays.equals(Files.readAllBytes(target), file.getValue())) {
          different.add(file.getKey());
        }
      }
    } catch (IOException e) {
      throw StorageException.io("cannot write to " + directory(), e);
    }
    return different;
  }
}
