package dev.bailey.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// The folder with kits and tools that stands beside a checkout.
public final class SharedFolder {
  private SharedFolder() {}

  /// A file or folder in it; without it the test is skipped, and says so.
  ///
  /// @param name such as `tools/canary_scan.py`
  public static Path require(String name) {
    return find(name)
        .orElseThrow(() ->
            new TestAbortedException("SKIPPED: shared/" + name + " is not beside this checkout"));
  }

  /// A file or folder in it, when it is there.
  public static Optional<Path> find(String name) {
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path found = above.resolve("shared").resolve(name);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
