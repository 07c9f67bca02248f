package dev.bailey.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One directory of a tree as a tree of its own. What is beside the directory in the whole tree is
/// [#outside] of it. The files are listed when they are first asked for.
public final class SubTree implements SourceTree {
  private final SourceTree whole;
  private final String prefix;
  private @Nullable List<Entry> entries;

  private SubTree(SourceTree whole, String directory) {
    this.whole = whole;
    this.prefix = directory + "/";
  }

  /// @param directory its path in `whole`, without a slash at the end; empty for all of it
  public static SourceTree of(SourceTree whole, String directory) {
    return directory.isEmpty() ? whole : new SubTree(whole, directory);
  }

  @Override
  public synchronized List<Entry> entries() {
    List<Entry> known = entries;
    if (known == null) {
      known =
          whole.entries().stream()
              .filter(entry -> entry.path().startsWith(prefix))
              .map(e -> new Entry(e.path().substring(prefix.length()), e.contentId(), e.size()))
              .toList();
      entries = known;
    }
    return known;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return whole.read(prefix + path);
  }

  @Override
  public Optional<SourceTree> outside(String path) {
    var place = new ArrayList<String>();
    for (String segment : (prefix + path).split("/")) {
      if (segment.equals("..") && !place.isEmpty() && !place.getLast().equals("..")) {
        place.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        place.add(segment);
      }
    }
    String there = String.join("/", place);
    return !place.isEmpty() && place.getFirst().equals("..")
        ? whole.outside(there)
        : Optional.of(of(whole, there));
  }
}
