package dev.bailey.appliance.whole;

import dev.bailey.testkit.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// What benchmarks beside dbt Core stand on.
final class Peers {
  private Peers() {}

  /// The value of an environment variable that names one of the oracle's programs; without it the
  /// benchmark is skipped.
  static String required(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(() -> new TestAbortedException("SKIPPED: " + variable + " is not set"));
  }

  /// A project of so many models from the generator of the kit, in a folder of its own in `folder`.
  static Path generated(int models, String adapter, Path folder) {
    Path project = folder.resolve("project-" + adapter + "-" + models);
    Path generator = SharedFolder.require("oracle/gen_project.py");
    Cost.of(
        List.of(
            required("BAILEY_ORACLE_PYTHON"),
            generator.toString(),
            "--models",
            Integer.toString(models),
            "--adapter",
            adapter,
            "--out",
            project.toString()),
        folder,
        Map.of());
    return project;
  }

  /// Deletes a folder with all that is in it, if it is there.
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
