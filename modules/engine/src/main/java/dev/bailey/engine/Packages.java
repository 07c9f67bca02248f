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
  private static final List<String> FILES = List.of("packages.yml", "dependencies.yml");

  /// Under which key an entry may name what it asks for.
  private static final List<String> KINDS =
      List.of("package", "git", "local", "tarball", "private");

  private Packages() {}

  /// The packages that packages.yml or dependencies.yml name and that are not installed.
  static List<String> missing(ProjectSource source, ParsedProject project) {
    var missing = new ArrayList<String>();
    for (String file : FILES) {
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
        instanceof Outcome.Ok<YamlNode>(YamlNode node, _)) {
      for (String name : names(YamlData.of(node))) {
        if (!isThere(name, source, project)) {
          missing.add(name);
        }
      }
    }
    return missing;
  }

  /// What is asked for, in its order: names of the hub, URLs and folders.
  private static List<String> names(Data content) {
    return content instanceof Data.Dict dict
            && dict.find("packages").orElse(Data.noItems()) instanceof Data.Items(List<Data> items)
        ? items.stream()
            .filter(Data.Dict.class::isInstance)
            .map(Data.Dict.class::cast)
            .map(Packages::name)
            .toList()
        : List.of();
  }

  private static String name(Data.Dict entry) {
    return KINDS.stream()
        .flatMap(kind -> entry.find(kind).flatMap(Data::asText).stream())
        .findFirst()
        .orElse("a package without a name");
  }

  /// Whether a package's folder is part of the project's files, or the project knows it anyway.
  private static boolean isThere(String asked, ProjectSource source, ParsedProject project) {
    String name = asked.replaceFirst("\\.git$", "").replaceFirst("/+$", "");
    String last = name.substring(name.lastIndexOf('/') + 1).replace('-', '_');
    String folder = project.config().paths().packagesInstall() + "/" + last + "/";
    return project.packages().containsKey(last)
        || source.root().entries().stream().anyMatch(file -> file.path().startsWith(folder));
  }
}
