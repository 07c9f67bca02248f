package dev.bailey.project.parse;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.config.Expected;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.YamlRenderer;
import dev.bailey.project.file.SourcePaths;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One properties file.
///
/// @param path below its package
/// @param relative below the source path that held it
record PropertiesFile(
    PackageFiles packageFiles,
    String path,
    String relative,
    SourceFile source,
    YamlNode.Mapping root) {
  private static final YamlReader YAML = new YamlReader(YamlLimits.DEFAULT);

  /// The sections of which each entry is a resource or describes one.
  static final List<String> SECTIONS =
      List.of(
          "models",
          "seeds",
          "snapshots",
          "analyses",
          "macros",
          "data_tests",
          "tests",
          "sources",
          "exposures",
          "groups",
          "unit_tests",
          "metrics",
          "semantic_models",
          "saved_queries",
          "functions");

  private static final Set<String> LATE =
      Set.of(
          "description",
          "tests",
          "data_tests",
          "loaded_at_query",
          "pre-hook",
          "post-hook",
          "pre_hook",
          "post_hook");
  private static final Set<String> FREE = Set.of("meta", "external", "vars");

  static Optional<PropertiesFile> read(
      PackageFiles files, SourcePaths.Found found, Problems problems) {
    String path = found.entry().path();
    Optional<SourceFile> source = files.read(path, problems);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    Outcome<YamlNode> yaml = YAML.read(trimmed(source.get()));
    problems.addAll(yaml.problems());
    return switch (yaml) {
      case Outcome.Ok(YamlNode.Mapping root, _) -> {
        var file = new PropertiesFile(files, path, found.relative(), source.get(), root);
        file.checkKeys(problems);
        yield Optional.of(file);
      }
      case Outcome.Ok(YamlNode.Nothing _, _) -> Optional.empty();
      case Outcome.Ok(YamlNode other, _) -> {
        problems.error(
            "properties-file",
            other.span(),
            path + " does not parse to a dictionary; begin it with a section such as `models:`");
        yield Optional.empty();
      }
      case Outcome.Failed(_) -> Optional.empty();
    };
  }

  /// dbt reads files without the space at their end, which shows in a text that ends the file.
  private static SourceFile trimmed(SourceFile source) {
    return new SourceFile(source.path(), source.text().stripTrailing());
  }

  private void checkKeys(Problems problems) {
    for (YamlNode.Entry entry : root.entries()) {
      String key = entry.key() instanceof YamlNode.Text(_, String text) ? text : "";
      if (!SECTIONS.contains(key) && !key.equals("version") && !key.equals("anchors")) {
        problems.warning(
            "custom-top-level-key",
            entry.key().span(),
            "Unexpected top-level key '%s' in file %s%s"
                .formatted(
                    key,
                    path,
                    Spelling.nearest(key, SECTIONS)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("")));
      }
    }
  }

  /// The entries of one section.
  List<Patch> entries(String section, Scope scope, Problems problems) {
    Optional<YamlNode> found = root.find(section);
    if (found.isEmpty()) {
      return List.of();
    }
    return switch (found.get()) {
      case YamlNode.Sequence(_, List<YamlNode> items) -> {
        var patches = new ArrayList<Patch>(items.size());
        items.forEach(item -> entry(section, item, scope, problems).ifPresent(patches::add));
        yield patches;
      }
      case YamlNode other -> {
        problems.error(
            "properties-file",
            other.span(),
            "The section '%s' of %s is not a list; begin each entry with `- name:`"
                .formatted(section, path));
        yield List.of();
      }
    };
  }

  private Optional<Patch> entry(String section, YamlNode item, Scope scope, Problems problems) {
    if (!(item instanceof YamlNode.Mapping mapping)) {
      problems.error(
          "properties-file",
          item.span(),
          "Invalid %s entry in %s: expected a dictionary with a name".formatted(section, path));
      return Optional.empty();
    }
    var found = new ArrayList<Problem>();
    var renderer = new YamlRenderer(scope.yaml(packageFiles.name(), path), found);
    Data.Dict rendered =
        renderer.render(mapping, keys -> isLate(section, keys)) instanceof Data.Dict dict
            ? dict
            : Data.noEntries();
    problems.addAll(found);
    Optional<YamlNode> name = mapping.find("name");
    if (!(name.orElse(mapping) instanceof YamlNode.Text(Span _, String text))) {
      problems.error(
          "properties-file",
          name.map(YamlNode::span).orElse(mapping.span()),
          "Invalid %s config given in %s: %s"
              .formatted(
                  section,
                  path,
                  name.isPresent()
                      ? "the name is not a string; put it in quotes"
                      : "an entry has no name; add `name:`"));
      return Optional.empty();
    }
    for (Expected.Fault fault : EntrySchema.faults(section, rendered)) {
      problems.error(
          "properties-file",
          place(mapping, fault.path()),
          "Invalid %s config given in %s: of '%s' %s."
              .formatted(section, path, text, fault.sentence()));
    }
    String plain = rendered.find("name").flatMap(Data::asText).orElse(text);
    return Optional.of(new Patch(this, section, plain, mapping, YamlData.of(mapping), rendered));
  }

  /// Where a path leads, as far as it can be followed.
  private static Span place(YamlNode from, List<String> path) {
    YamlNode at = from;
    for (String key : path) {
      Optional<YamlNode> next =
          switch (at) {
            case YamlNode.Mapping mapping -> mapping.find(key);
            case YamlNode.Sequence(_, List<YamlNode> items) ->
                Optional.of(items.get(Integer.parseInt(key)));
            default -> Optional.empty();
          };
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    return at.span();
  }

  /// The conditions of metrics and saved queries are for whoever computes these.
  private static boolean isCondition(String section, List<String> keys) {
    return switch (section) {
      case "metrics" -> keys.contains("filter");
      case "models" -> keys.getFirst().equals("metrics") && keys.contains("filter");
      case "saved_queries" -> keys.contains("where");
      default -> false;
    };
  }

  /// What is rendered only when it is used. Below `meta` and the like the same words mean nothing,
  /// nor do they deeper in a config.
  private static boolean isLate(String section, List<String> keys) {
    if (isCondition(section, keys)) {
      return true;
    }
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      if (key.equals("config")) {
        return i + 1 < keys.size() && LATE.contains(keys.get(i + 1));
      }
      if (FREE.contains(key)) {
        return false;
      }
      if (LATE.contains(key)) {
        return true;
      }
    }
    return false;
  }
}
