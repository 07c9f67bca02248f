package dev.bailey.appliance.run;

import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Optional;

/// A directory of a tree, as a tree of its own: a project that is not at the root of its
/// repository.
///
/// @param prefix the directory with a slash at its end
record SubTree(SourceTree whole, String prefix) implements SourceTree {

  /// The directory, or the whole tree where none is named.
  static SourceTree of(SourceTree whole, String directory) {
    return directory.isEmpty() ? whole : new SubTree(whole, directory + "/");
  }

  @Override
  public List<Entry> entries() {
    return whole.entries().stream()
        .filter(entry -> entry.path().startsWith(prefix))
        .map(entry ->
            new Entry(entry.path().substring(prefix.length()), entry.contentId(), entry.size()))
        .toList();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return whole.read(prefix + path);
  }
}
