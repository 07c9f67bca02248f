package dev.bailey.engine;

import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which packages a project asks for, and whether they are there.
final class Packages {
  private Packages() {}

  /// The packages that packages.yml or dependencies.yml name and that are not installed.
  static List<String> missing(ProjectSource source, ParsedProject project) {
    var missing = new ArrayList<String>();
    for (String file : List.of("packages.yml", "dependencies.yml")) {
      Optional<byte[]> bytes = source.root().read(file);
      if (bytes.isPresent()) {
        missing.addAll(
            missing(
                new SourceFile(file, new String(bytes.get(), StandardCharsets.UTF_8)),
                source,
                project));
      }
    }
    return missing;
  }

  private static List<String> missing(
      SourceFile file, ProjectSource source, ParsedProject project) {
    var missing = new ArrayList<String>();
    if (new YamlReader(YamlLimits.DEFAULT).read(file)
            instanceof Outcome.Ok<YamlNode>(YamlNode node, _)
        && YamlData.of(node) instanceof Data.Dict dict
        && dict.find("packages").orElse(Data.noItems()) instanceof Data.Items(List<Data> all)) {
      for (Data item : all) {
        if (item instanceof Data.Dict entry && !isThere(entry, source, project)) {
          missing.add(nameOf(entry));
        }
      }
    }
    return missing;
  }

  private static String nameOf(Data.Dict entry) {
    for (String key : List.of("package", "git", "local", "tarball", "private")) {
      Optional<String> name = entry.find(key).flatMap(Data::asText);
      if (name.isPresent()) {
        return name.get();
      }
    }
    return "a package without a name";
  }

  /// Whether a package's folder is part of the project's files, or the project knows it anyway.
  private static boolean isThere(Data.Dict entry, ProjectSource source, ParsedProject project) {
    String name = nameOf(entry).replaceFirst("\\.git$", "").replaceFirst("/+$", "");
    String last = name.substring(name.lastIndexOf('/') + 1).replace('-', '_');
    String folder = project.config().paths().packagesInstall() + "/" + last + "/";
    return project.packages().containsKey(last)
        || source.root().entries().stream().anyMatch(file -> file.path().startsWith(folder));
  }
}
