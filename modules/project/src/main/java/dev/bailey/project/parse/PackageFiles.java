package dev.bailey.project.parse;

import dev.bailey.project.ProjectConfig;
import dev.bailey.project.config.ConfigMerge;
import dev.bailey.project.file.IgnoreRules;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import dev.bailey.source.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One package: its config and its files.
///
/// @param display what messages put before the paths of its files; empty for the root project
public record PackageFiles(
    ProjectConfig config, SourceTree tree, SourcePaths paths, String display) {
  private static final Set<String> SQL = Set.of(".sql");
  private static final Set<String> YAML = Set.of(".yml", ".yaml");

  static PackageFiles of(ProjectConfig config, SourceTree tree, String display) {
    IgnoreRules ignored =
        tree.read(".dbtignore")
            .map(bytes -> IgnoreRules.of(new String(bytes, StandardCharsets.UTF_8)))
            .orElse(IgnoreRules.NONE);
    return new PackageFiles(config, tree, new SourcePaths(tree.entries(), ignored), display);
  }

  String name() {
    return config.name();
  }

  /// The directory of the package.
  ///
  /// @param root that of the root project; empty when there is none, and then neither is this
  String below(String root) {
    return root.isEmpty() || display.isEmpty()
        ? root
        : root + "/" + display.substring(0, display.length() - 1);
  }

  List<SourcePaths.Found> models() {
    return paths.find(config.paths().models(), Set.of(".sql", ".py"));
  }

  List<SourcePaths.Found> functions() {
    return paths.find(config.paths().functions(), Set.of(".sql", ".py", ".js"));
  }

  List<SourcePaths.Found> snapshots() {
    return paths.find(config.paths().snapshots(), SQL);
  }

  List<SourcePaths.Found> analyses() {
    return paths.find(config.paths().analyses(), SQL);
  }

  List<SourcePaths.Found> macros() {
    return paths.find(config.paths().macros(), SQL);
  }

  List<SourcePaths.Found> genericTests() {
    return paths.find(config.paths().tests().stream().map(path -> path + "/generic").toList(), SQL);
  }

  /// The files of singular tests: those of generic ones and fixtures lie below and are left out.
  List<SourcePaths.Found> singularTests() {
    return paths.find(config.paths().tests(), SQL).stream()
        .filter(f -> !f.relative().startsWith("generic/") && !f.relative().startsWith("fixtures/"))
        .toList();
  }

  /// The files of rows for unit tests.
  ///
  /// @param format `csv` or `sql`
  List<SourcePaths.Found> fixtures(String format) {
    return paths.find(
        config.paths().tests().stream().map(path -> path + "/fixtures").toList(),
        Set.of("." + format));
  }

  List<SourcePaths.Found> seeds() {
    return paths.find(config.paths().seeds(), Set.of(".csv"));
  }

  List<SourcePaths.Found> docs() {
    return once(paths.find(config.paths().docs(), Set.of(".md")));
  }

  /// All properties files.
  List<SourcePaths.Found> properties() {
    ProjectConfig.Paths p = config.paths();
    var all = new ArrayList<String>();
    for (List<String> some :
        List.of(
            p.models(),
            p.seeds(),
            p.snapshots(),
            p.analyses(),
            p.macros(),
            p.tests(),
            p.functions())) {
      all.addAll(some);
    }
    return once(paths.find(ConfigMerge.distinct(all), YAML));
  }

  private static List<SourcePaths.Found> once(List<SourcePaths.Found> found) {
    var byPath = new LinkedHashMap<String, SourcePaths.Found>();
    found.forEach(f -> byPath.putIfAbsent(f.entry().path(), f));
    return List.copyOf(byPath.values());
  }

  /// The text of a file, under the path by which the user knows it.
  Optional<SourceFile> read(String path, Problems problems) {
    Optional<byte[]> bytes = tree.read(path);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString();
      return Optional.of(new SourceFile(display + path, text));
    } catch (CharacterCodingException e) {
      Span start = new Span(new SourceFile(display + path, ""), 0, 0);
      problems.add(
          Problem.error(
              "file-encoding", start, display + path + " is not UTF-8 text; save it as UTF-8"));
      return Optional.empty();
    }
  }
}
