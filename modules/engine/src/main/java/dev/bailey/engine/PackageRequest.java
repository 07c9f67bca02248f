package dev.bailey.engine;

import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Optional;

/// A package that a project asks for in one of [#FILES].
///
/// @param entry as written
public record PackageRequest(Data.Dict entry) {
  /// The files that may hold requests.
  public static final List<String> FILES = List.of("packages.yml", "dependencies.yml");

  private static final List<String> KINDS =
      List.of("package", "git", "local", "tarball", "private");

  /// The requests in the content of such a file, in their order.
  public static List<PackageRequest> in(Data content) {
    return content instanceof Data.Dict dict
            && dict.find("packages").orElse(Data.noItems()) instanceof Data.Items(List<Data> items)
        ? items.stream()
            .filter(Data.Dict.class::isInstance)
            .map(Data.Dict.class::cast)
            .map(PackageRequest::new)
            .toList()
        : List.of();
  }

  /// What is asked for: a name of the hub, a URL or a folder.
  public String name() {
    for (String kind : KINDS) {
      Optional<String> name = entry.find(kind).flatMap(Data::asText);
      if (name.isPresent()) {
        return name.get();
      }
    }
    return "a package without a name";
  }

  /// The folder of a package of the same machine, as written.
  public Optional<String> local() {
    return entry.find("local").flatMap(Data::asText).filter(folder -> !folder.isEmpty());
  }
}
