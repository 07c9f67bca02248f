package dev.bailey.git;

import dev.bailey.registry.ProjectId;
import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Optional;

/// One project's repository. Safe for use by several threads; every method may throw a
/// [GitException].
public interface GitRepository {

  /// Whose repository it is.
  ProjectId project();

  /// The commit that a branch, a tag, or a full or abbreviated commit id names.
  Optional<Commit> resolve(String revision);

  /// All branches, by name.
  List<Branch> branches();

  /// The branch that a clone checks out. It need not exist yet.
  String defaultBranch();

  /// Changes the branch that a clone checks out.
  void setDefaultBranch(String branch);

  /// A commit and its history, newest first.
  List<Commit> log(CommitId from, int limit);

  /// The files of a commit, without symbolic links and submodules. Listing is done once for each
  /// commit and cheap again later; contents are read when asked for.
  SourceTree tree(CommitId commit);

  /// Files that differ between two commits, by path.
  List<ChangedPath> changes(CommitId before, CommitId after);

  /// Adds a commit to a branch. On the disk when this returns.
  ///
  /// @throws GitException CONFLICT when the branch is not where the draft says, INVALID
  Commit commit(CommitDraft draft);

  /// Makes a branch.
  ///
  /// @throws GitException EXISTS, INVALID
  void createBranch(String branch, CommitId at);

  /// Deletes a branch; does nothing when there is none. The default branch cannot be deleted.
  void deleteBranch(String branch);

  /// Rewrites the repository into few packs and drops what nothing reaches any more.
  void compact();

  /// Reads everything, and says what is wrong: damaged files, missing objects. None is good.
  List<String> verify();

  /// How many bytes it has on the disk.
  long bytesOnDisk();
}
