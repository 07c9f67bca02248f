package dev.bailey.git;

import dev.bailey.source.SourceTree;
import dev.bailey.source.SourceTreeException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// The files of one commit, read from the packs when asked for.
public final class CommitTree implements SourceTree {
  private final Repository jgit;
  private final Trouble trouble;
  private final TreeListings.Listing listing;

  CommitTree(Repository jgit, Trouble trouble, TreeListings.Listing listing) {
    this.jgit = jgit;
    this.trouble = trouble;
    this.listing = listing;
  }

  /// The files of a commit of a repository that belongs to no project.
  ///
  /// @param name of the repository, for messages
  /// @throws GitException NOT_FOUND
  public static SourceTree of(Repository jgit, CommitId commit, String name) {
    var trouble = new Trouble(name);
    return trouble.guard(
        () -> new CommitTree(jgit, trouble, new TreeListings(jgit, trouble).of(commit)));
  }

  @Override
  public List<Entry> entries() {
    return listing.entries();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(listing.blobs().get(path)).map(blob -> read(path, blob));
  }

  private byte[] read(String path, ObjectId blob) {
    try {
      return trouble.guard(() -> {
        try (var reader = jgit.newObjectReader()) {
          return reader.open(blob, Constants.OBJ_BLOB).getBytes();
        }
      });
    } catch (GitException e) {
      throw new SourceTreeException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
