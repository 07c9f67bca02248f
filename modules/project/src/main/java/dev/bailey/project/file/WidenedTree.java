package dev.bailey.project.file;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project with the files of its source paths that lead out of it, such as `../shared/macros`:
/// dbt reads them, and calls them by the path as `dbt_project.yml` has it.
public final class WidenedTree implements SourceTree {
  private static final String PROJECT_FILE = "dbt_project.yml";

  private final SourceTree project;
  private final Map<String, SourceTree> outside;
  private final List<Entry> entries;

  private WidenedTree(SourceTree project, Map<String, SourceTree> outside) {
    this.project = project;
    this.outside = outside;
    var all = new ArrayList<>(project.entries());
    outside.forEach((path, tree) -> {
      for (Entry entry : tree.entries()) {
        all.add(new Entry(path + "/" + entry.path(), entry.contentId(), entry.size()));
      }
    });
    all.sort(Comparator.comparing(Entry::path));
    this.entries = List.copyOf(all);
  }

  /// The project itself where all its source paths are in it. A path that is a template counts as
  /// one of those.
  public static SourceTree of(SourceTree project) {
    String text =
        project
            .read(PROJECT_FILE)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .filter(found -> found.contains("../"))
            .orElse("");
    var outside = new LinkedHashMap<String, SourceTree>();
    for (String path : paths(new SourceFile(PROJECT_FILE, text))) {
      project.outside(path).ifPresent(tree -> outside.put(path, tree));
    }
    return outside.isEmpty() ? project : new WidenedTree(project, outside);
  }

  private static List<String> paths(SourceFile file) {
    var paths = new ArrayList<String>();
    if (new YamlReader(YamlLimits.DEFAULT).read(file)
            instanceof Outcome.Ok<YamlNode>(YamlNode root, _)
        && YamlData.of(root) instanceof Data.Dict keys) {
      keys.entries()
          .forEach((key, value) -> {
            if (key.asText().orElse("").endsWith("-paths")
                && value instanceof Data.Items(List<Data> items)) {
              items.stream()
                  .flatMap(item -> item.asText().stream())
                  .filter(path -> path.startsWith("../"))
                  .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                  .forEach(paths::add);
            }
          });
    }
    return paths;
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<byte[]> read(String path) {
    for (Map.Entry<String, SourceTree> one : outside.entrySet()) {
      if (path.startsWith(one.getKey() + "/")) {
        return one.getValue().read(path.substring(one.getKey().length() + 1));
      }
    }
    return project.read(path);
  }

  @Override
  public Optional<SourceTree> outside(String path) {
    return project.outside(path);
  }
}
