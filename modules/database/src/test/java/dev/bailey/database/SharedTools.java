package dev.bailey.database;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/// The tools for tests that stand beside the repository, in `../shared/tools`.
public final class SharedTools {
  private SharedTools() {}

  /// A tool by its name; without it the test is skipped, and says so.
  public static Path find(String name) {
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path tool = above.resolve("shared/tools").resolve(name);
      if (Files.exists(tool)) {
        return tool;
      }
    }
    throw new TestAbortedException(
        "SKIPPED: shared/tools/" + name + " is not beside this checkout");
  }
}
