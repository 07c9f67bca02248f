package dev.bailey.appliance.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder with the kits that lies beside a checkout.
final class SharedKit {
  private SharedKit() {}

  /// A file in it, when it is there.
  static Optional<Path> find(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve(name);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
