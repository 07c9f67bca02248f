package dev.bailey.project.file;

import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Optional;

/// One directory of a tree as a tree of its own.
public final class SubTree implements SourceTree {
  private final SourceTree whole;
  private final String prefix;
  private final List<Entry> entries;

  /// @param directory its path in `whole`, without a slash at the end
  public SubTree(SourceTree whole, List<Entry> all, String directory) {
    this.whole = whole;
    this.prefix = directory + "/";
    this.entries =
        all.stream()
            .filter(entry -> entry.path().startsWith(prefix))
            .map(e -> new Entry(e.path().substring(prefix.length()), e.contentId(), e.size()))
            .toList();
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return whole.read(prefix + path);
  }
}
