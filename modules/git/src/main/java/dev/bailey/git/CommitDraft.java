package dev.bailey.git;

import dev.bailey.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A commit to be made.
///
/// @param branch which moves to it; made when it does not exist
/// @param parent where the branch must be now; empty when it must not exist
/// @param edits what differs from the parent; for the same path, the last counts
public record CommitDraft(
    String branch, Optional<CommitId> parent, List<Edit> edits, Author author, String message) {
  public CommitDraft {
    edits = List.copyOf(edits);
  }

  /// The first commit of a branch: all files of a tree.
  public static CommitDraft importing(
      SourceTree tree, String branch, Author author, String message) {
    var edits = new ArrayList<Edit>();
    for (var entry : tree.entries()) {
      tree.read(entry.path()).ifPresent(bytes -> edits.add(new Edit.Write(entry.path(), bytes)));
    }
    return new CommitDraft(branch, Optional.empty(), edits, author, message);
  }
}
