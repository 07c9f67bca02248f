package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import dev.bailey.git.store.EncryptedRepository;
import dev.bailey.registry.ProjectId;
import dev.bailey.source.SourceTree;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;

/// [GitRepository] by JGit: this class says what happens, its neighbours do it.
final class JGitRepository implements GitRepository {
  private final ProjectId project;
  private final EncryptedRepository jgit;
  private final Trouble trouble;
  private final History history;
  private final TreeListings listings;
  private final CommitWriter writer;
  private final RefMover refs;

  JGitRepository(
      ProjectId project,
      EncryptedRepository jgit,
      GitLimits limits,
      Clock clock,
      Consumer<RefsUpdated> announce) {
    this.project = project;
    this.jgit = jgit;
    this.trouble = Trouble.with(project);
    this.history = new History(jgit);
    this.listings = new TreeListings(jgit, trouble);
    this.writer = new CommitWriter(jgit, limits, clock);
    this.refs = new RefMover(project, jgit, announce);
  }

  EncryptedRepository jgit() {
    return jgit;
  }

  void shut() {
    jgit.shut();
  }

  boolean manyPacks() {
    return jgit.manyPacks();
  }

  @Override
  public ProjectId project() {
    return project;
  }

  @Override
  public Optional<Commit> resolve(String revision) {
    return trouble.guard(() -> history.resolve(revision));
  }

  @Override
  public List<Branch> branches() {
    return trouble.guard(() -> history.branches(defaultBranch()));
  }

  @Override
  public String defaultBranch() {
    return trouble.guard(history::defaultBranch);
  }

  @Override
  public void setDefaultBranch(String branch) {
    Names.checkBranch(branch);
    trouble.guard(() -> refs.pointHeadAt(branch));
  }

  @Override
  public List<Commit> log(CommitId from, int limit) {
    return trouble.guard(() -> history.log(from, limit));
  }

  @Override
  public SourceTree tree(CommitId commit) {
    return trouble.guard(() -> new CommitTree(jgit, trouble, listings.of(commit)));
  }

  @Override
  public List<ChangedPath> changes(CommitId before, CommitId after) {
    return trouble.guard(() -> history.changes(before, after));
  }

  @Override
  public Commit commit(CommitDraft draft) {
    Names.checkBranch(draft.branch());
    return trouble.guard(() -> {
      var commit = writer.write(draft);
      refs.move(
          Constants.R_HEADS + draft.branch(),
          draft.parent(),
          Optional.of(commit),
          draft.author().name());
      return history.resolve(commit.sha()).orElseThrow();
    });
  }

  @Override
  public void createBranch(String branch, CommitId at) {
    Names.checkBranch(branch);
    trouble.guard(() -> {
      var commit = history.commit(at);
      if (history.branch(branch).isPresent()) {
        throw new GitException(Code.EXISTS, "there is a branch " + branch + " already");
      }
      return refs.move(Constants.R_HEADS + branch, Optional.empty(), Optional.of(commit.id()), "");
    });
  }

  @Override
  public void deleteBranch(String branch) {
    if (branch.equals(defaultBranch())) {
      throw new GitException(
          Code.REFUSED, branch + " is the default branch; make another the default first");
    }
    trouble.guard(() -> {
      var tip = history.branch(branch);
      return tip.isPresent() && refs.move(Constants.R_HEADS + branch, tip, Optional.empty(), "");
    });
  }

  @Override
  public void compact() {
    trouble.guard(() -> {
      jgit.compact();
      return true;
    });
  }

  @Override
  public List<String> verify() {
    return trouble.guard(jgit::verify);
  }

  @Override
  public long bytesOnDisk() {
    return jgit.bytesOnDisk();
  }
}
