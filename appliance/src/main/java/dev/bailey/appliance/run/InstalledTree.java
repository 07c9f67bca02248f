package dev.bailey.appliance.run;

import dev.bailey.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project with packages in its folder of packages, as `dbt deps` leaves it on a disk.
final class InstalledTree implements SourceTree {
  private final SourceTree project;
  private final String folder;
  private final Map<String, SourceTree> packages;
  private final List<Entry> entries;

  /// @param folder for packages, in the project; what else is there does not count
  /// @param packages by the names of their folders
  InstalledTree(SourceTree project, String folder, Map<String, SourceTree> packages) {
    this.project = project;
    this.folder = folder + "/";
    this.packages = Map.copyOf(packages);
    var all = new ArrayList<Entry>();
    for (Entry entry : project.entries()) {
      if (!entry.path().startsWith(this.folder)) {
        all.add(entry);
      }
    }
    this.packages.forEach((name, files) -> {
      String prefix = this.folder + name + "/";
      for (Entry entry : files.entries()) {
        all.add(new Entry(prefix + entry.path(), entry.contentId(), entry.size()));
      }
    });
    all.sort(Comparator.comparing(Entry::path));
    this.entries = List.copyOf(all);
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<SourceTree> outside(String path) {
    return project.outside(path);
  }

  @Override
  public Optional<byte[]> read(String path) {
    if (!path.startsWith(folder)) {
      return project.read(path);
    }
    int end = path.indexOf('/', folder.length());
    return end < 0
        ? Optional.empty()
        : Optional.ofNullable(packages.get(path.substring(folder.length(), end)))
            .flatMap(files -> files.read(path.substring(end + 1)));
  }
}
