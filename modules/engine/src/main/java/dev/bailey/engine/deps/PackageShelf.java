package dev.bailey.engine.deps;

import dev.bailey.source.SourceTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Packages that were fetched before, under what they are: one version of a hub's package, one
/// commit of a repository, or the archive at a URL.
public interface PackageShelf {

  /// A package that is kept.
  Optional<SourceTree> find(String identity);

  /// Keeps a package, in the place of what had that identity before.
  void keep(String identity, PackageTree files);

  /// A shelf that is gone with whoever holds it. For one thread.
  static PackageShelf inMemory() {
    Map<String, SourceTree> kept = new HashMap<>();
    return new PackageShelf() {
      @Override
      public Optional<SourceTree> find(String identity) {
        return Optional.ofNullable(kept.get(identity));
      }

      @Override
      public void keep(String identity, PackageTree files) {
        kept.put(identity, files);
      }
    };
  }
}
