package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import dev.bailey.registry.ProjectId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/// Moves refs, each only from where it is expected to be.
final class RefMover {
  private final ProjectId project;
  private final Repository jgit;
  private final Consumer<RefsUpdated> announce;

  RefMover(ProjectId project, Repository jgit, Consumer<RefsUpdated> announce) {
    this.project = project;
    this.jgit = jgit;
    this.announce = announce;
  }

  /// Moves, makes or deletes a ref, and tells the listeners. Always true.
  ///
  /// @throws GitException CONFLICT when it is not where `before` says
  boolean move(String ref, Optional<CommitId> before, Optional<CommitId> after, String by)
      throws IOException {
    var command = new ReceiveCommand(objectId(before), objectId(after), ref);
    var batch = jgit.getRefDatabase().newBatchUpdate();
    batch.setAllowNonFastForwards(true);
    batch.setRefLogMessage("commit by " + by, false);
    batch.addCommand(command);
    try (var walk = new RevWalk(jgit)) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    }
    if (command.getResult() != ReceiveCommand.Result.OK) {
      throw new GitException(
          Code.CONFLICT,
          "%s moved meanwhile; look at what changed and try again"
              .formatted(Repository.shortenRefName(ref)));
    }
    announce.accept(new RefsUpdated(project, List.of(new RefChange(ref, before, after)), by));
    return true;
  }

  /// Makes a branch the default. Always true.
  boolean pointHeadAt(String branch) throws IOException {
    var update = jgit.updateRef(Constants.HEAD);
    update.disableRefLog();
    var result = update.link(Constants.R_HEADS + branch);
    return switch (result) {
      case NEW, FORCED, NO_CHANGE -> true;
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          FAST_FORWARD,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          IO_FAILURE,
          RENAMED,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          throw new GitException(
              Code.CONFLICT, "the default branch was not changed (" + result + "); try again");
    };
  }

  private static ObjectId objectId(Optional<CommitId> id) {
    return id.map(commit -> ObjectId.fromString(commit.sha())).orElse(ObjectId.zeroId());
  }
}
