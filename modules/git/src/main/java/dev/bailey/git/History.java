package dev.bailey.git;

import dev.bailey.git.ChangedPath.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Reads refs and commits.
final class History {
  private static final int SHORTEST_ID = 4;

  private final Repository jgit;

  History(Repository jgit) {
    this.jgit = jgit;
  }

  /// Branches come first, then tags, then full names of refs, then ids.
  Optional<Commit> resolve(String revision) throws IOException {
    try (var walk = new RevWalk(jgit)) {
      for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS, "")) {
        var found = ref(prefix + revision);
        if (found.isPresent()) {
          return commit(walk, found.get());
        }
      }
      return byId(walk, revision);
    }
  }

  private Optional<ObjectId> ref(String name) throws IOException {
    if (!name.startsWith(Constants.R_REFS) || !Repository.isValidRefName(name)) {
      return Optional.empty();
    }
    return Optional.ofNullable(jgit.exactRef(name)).map(Ref::getObjectId);
  }

  private Optional<Commit> byId(RevWalk walk, String id) throws IOException {
    if (id.length() < SHORTEST_ID || !AbbreviatedObjectId.isId(id)) {
      return Optional.empty();
    }
    var candidates = walk.getObjectReader().resolve(AbbreviatedObjectId.fromString(id));
    var commits = new ArrayList<Commit>();
    for (var candidate : candidates) {
      commit(walk, candidate).ifPresent(commits::add);
    }
    return commits.size() == 1 ? Optional.of(commits.getFirst()) : Optional.empty();
  }

  private static Optional<Commit> commit(RevWalk walk, ObjectId id) throws IOException {
    try {
      return Optional.of(commit(walk.parseCommit(id)));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /// The commit of this id, which must be there.
  Commit commit(CommitId id) throws IOException {
    try (var walk = new RevWalk(jgit)) {
      return commit(walk.parseCommit(ObjectId.fromString(id.sha())));
    }
  }

  private static Commit commit(RevCommit commit) {
    var author = commit.getAuthorIdent();
    return new Commit(
        id(commit),
        Arrays.stream(commit.getParents()).map(History::id).toList(),
        new Author(author.getName(), author.getEmailAddress()),
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getFullMessage());
  }

  /// Where a branch is.
  Optional<CommitId> branch(String name) throws IOException {
    return ref(Constants.R_HEADS + name).map(History::id);
  }

  List<Branch> branches(String defaultBranch) throws IOException {
    var found = new ArrayList<Branch>();
    try (var walk = new RevWalk(jgit)) {
      for (var ref : jgit.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        String name = ref.getName().substring(Constants.R_HEADS.length());
        tip(walk, ref)
            .ifPresent(tip -> found.add(new Branch(name, tip, name.equals(defaultBranch))));
      }
    }
    found.sort(Comparator.comparing(Branch::name));
    return List.copyOf(found);
  }

  private static Optional<Commit> tip(RevWalk walk, Ref ref) throws IOException {
    var id = ref.getObjectId();
    return id == null ? Optional.empty() : commit(walk, id);
  }

  String defaultBranch() throws IOException {
    String full = jgit.getFullBranch();
    return full == null || !full.startsWith(Constants.R_HEADS)
        ? Constants.MASTER
        : full.substring(Constants.R_HEADS.length());
  }

  List<Commit> log(CommitId from, int limit) throws IOException {
    var found = new ArrayList<Commit>();
    try (var walk = new RevWalk(jgit)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(from.sha())));
      for (var commit : walk) {
        if (found.size() >= limit) {
          break;
        }
        found.add(commit(commit));
      }
    }
    return List.copyOf(found);
  }

  List<ChangedPath> changes(CommitId before, CommitId after) throws IOException {
    var found = new ArrayList<ChangedPath>();
    try (var walk = new RevWalk(jgit);
        var trees = new TreeWalk(jgit, walk.getObjectReader())) {
      trees.addTree(walk.parseCommit(ObjectId.fromString(before.sha())).getTree());
      trees.addTree(walk.parseCommit(ObjectId.fromString(after.sha())).getTree());
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        kind(trees).ifPresent(kind -> found.add(new ChangedPath(trees.getPathString(), kind)));
      }
    }
    found.sort(Comparator.comparing(ChangedPath::path));
    return List.copyOf(found);
  }

  private static Optional<Kind> kind(TreeWalk trees) {
    boolean was = isFile(trees.getFileMode(0));
    boolean is = isFile(trees.getFileMode(1));
    if (was && is) {
      return trees.idEqual(0, 1) ? Optional.empty() : Optional.of(Kind.MODIFIED);
    }
    if (is) {
      return Optional.of(Kind.ADDED);
    }
    return was ? Optional.of(Kind.DELETED) : Optional.empty();
  }

  /// Symbolic links and submodules are no files (see [SourceTree][dev.bailey.source.SourceTree]).
  static boolean isFile(FileMode mode) {
    int bits = mode.getBits();
    return FileMode.REGULAR_FILE.equals(bits) || FileMode.EXECUTABLE_FILE.equals(bits);
  }

  static CommitId id(ObjectId id) {
    return new CommitId(id.name());
  }
}
