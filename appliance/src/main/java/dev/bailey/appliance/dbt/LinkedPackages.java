package dev.bailey.appliance.dbt;

import dev.bailey.source.DirectoryTree;
import dev.bailey.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// The packages that `dbt deps` did not copy into the project: those of the same machine, to which
/// it makes symbolic links.
final class LinkedPackages {
  private LinkedPackages() {}

  /// They by their names.
  ///
  /// @param name the folder of packages, the `packages-install-path` of dbt_project.yml
  static SequencedMap<String, SourceTree> of(Path project, String name) {
    Path folder = project.resolve(name);
    if (!Files.isDirectory(folder)) {
      return Collections.emptyNavigableMap();
    }
    try (var entries = Files.list(folder)) {
      var packages = new LinkedHashMap<String, SourceTree>();
      for (Path link : entries.filter(Files::isSymbolicLink).sorted().toList()) {
        if (Files.isRegularFile(link.resolve("dbt_project.yml"))) {
          packages.put(
              link.getFileName().toString(),
              new DirectoryTree(link.toRealPath(), Set.of("target", "logs", "dbt_packages")));
        }
      }
      return packages;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
