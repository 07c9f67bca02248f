package dev.bailey.git;

import dev.bailey.source.SourceTree.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Lists the files of trees, and remembers the listings of the last few trees: the same commit is
/// listed for each run, and a revert or a merge brings back a tree that was there before.
final class TreeListings {
  private static final int REMEMBERED = 16;

  private final Repository jgit;
  private final Trouble trouble;
  private final Map<ObjectId, Listing> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Listing> eldest) {
          return size() > REMEMBERED;
        }
      };

  TreeListings(Repository jgit, Trouble trouble) {
    this.jgit = jgit;
    this.trouble = trouble;
  }

  /// The files of a tree.
  ///
  /// @param blobs where each path's bytes are
  record Listing(List<Entry> entries, Map<String, ObjectId> blobs) {
    Listing {
      entries = List.copyOf(entries);
      blobs = Map.copyOf(blobs);
    }
  }

  Listing of(CommitId commit) throws IOException {
    try (var walk = new RevWalk(jgit)) {
      var tree = walk.parseCommit(ObjectId.fromString(commit.sha())).getTree().copy();
      synchronized (recent) {
        return recent.computeIfAbsent(tree, id -> trouble.guard(() -> list(id)));
      }
    }
  }

  private Listing list(ObjectId tree) throws IOException {
    var entries = new ArrayList<Entry>();
    var blobs = new HashMap<String, ObjectId>();
    try (var walk = new TreeWalk(jgit)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        if (History.isFile(walk.getFileMode(0))) {
          var blob = walk.getObjectId(0);
          entries.add(new Entry(walk.getPathString(), blob.name(), -1));
          blobs.put(walk.getPathString(), blob);
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::path));
    return new Listing(entries, blobs);
  }
}
