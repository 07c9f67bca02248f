package dev.bailey.appliance.dbt;

import dev.bailey.engine.PackageRequest;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The packages that a project asks for in `packages.yml` or `dependencies.yml`.
final class PackageRequests {
  private PackageRequests() {}

  /// The entries as written; none where there is no such file.
  static List<PackageRequest> of(Path project) {
    var all = new ArrayList<PackageRequest>();
    for (String name : PackageRequest.FILES) {
      Path file = project.resolve(name);
      if (Files.isRegularFile(file)) {
        all.addAll(PackageRequest.in(read(file)));
      }
    }
    return List.copyOf(all);
  }

  static Data read(Path file) {
    try {
      var source = new SourceFile(file.toString(), Files.readString(file));
      return switch (new YamlReader(YamlLimits.DEFAULT).read(source)) {
        case Outcome.Ok<YamlNode>(YamlNode node, _) -> YamlData.of(node);
        case Outcome.Failed<YamlNode>(List<Problem> problems) ->
            throw new UsageFault(
                problems.stream().map(Problem::render).collect(Collectors.joining("\n  ")));
      };
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
