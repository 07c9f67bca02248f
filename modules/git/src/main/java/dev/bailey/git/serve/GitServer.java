package dev.bailey.git.serve;

import dev.bailey.git.CommitId;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.RefChange;
import dev.bailey.git.RefsUpdated;
import dev.bailey.git.Repositories;
import dev.bailey.git.store.ReceivedObjects;
import dev.bailey.registry.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/// What serving has in common over SSH and HTTP: who may do what, how much at once, and the rules
/// for pushes.
final class GitServer {
  private final Repositories repositories;
  private final GitDoor door;
  private final GitLimits limits;
  private final Semaphore places;

  GitServer(Repositories repositories, GitDoor door, GitLimits limits) {
    this.repositories = repositories;
    this.door = door;
    this.limits = limits;
    this.places = new Semaphore(limits.atOnce(), true);
  }

  GitDoor door() {
    return door;
  }

  GitLimits limits() {
    return limits;
  }

  /// Lets a user in and takes note of it, or refuses and takes note of that.
  ///
  /// @throws GitException NOT_FOUND, also for those who may not know that there is a repository;
  ///   REFUSED
  void admit(GitUser user, ProjectId project, GitService service, String address) {
    var refusal = refusal(user, project, service);
    door.record(
        new GitAccessEvent(
            Optional.of(user),
            Optional.of(project),
            service,
            address,
            refusal.map(GitException::getMessage)));
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private Optional<GitException> refusal(GitUser user, ProjectId project, GitService service) {
    if (!door.mayRead(user, project) || repositories.find(project).isEmpty()) {
      return Optional.of(
          new GitException(Code.NOT_FOUND, "there is no such repository, or you may not read it"));
    }
    return service == GitService.RECEIVE_PACK && !door.mayPush(user, project)
        ? Optional.of(
            new GitException(Code.REFUSED, "you may read this repository, but not push to it"))
        : Optional.empty();
  }

  /// Takes one of the places for work; [#leave] gives it back.
  ///
  /// @throws GitException REFUSED when none becomes free in time
  void enter() {
    try {
      if (!places.tryAcquire(limits.idle().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GitException(Code.REFUSED, "the server is busy; try again in a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException(Code.REFUSED, "the server is shutting down", e);
    }
  }

  void leave() {
    places.release();
  }

  /// @param protocol what the client sent as `Git-Protocol` or `GIT_PROTOCOL`
  UploadPack uploadPack(ProjectId project, String protocol) {
    var pack = new UploadPack(repositories.jgit(project));
    // As stock git's server with protocol 2: who may read the repository may name any object,
    // which partial clones do.
    pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
    pack.setTimeout(seconds());
    pack.setExtraParameters(parameters(protocol));
    return pack;
  }

  ReceivePack receivePack(GitUser user, ProjectId project) {
    var pack = new ReceivePack(repositories.jgit(project));
    pack.setTimeout(seconds());
    pack.setObjectChecker(new ReceivedObjects());
    pack.setMaxObjectSizeLimit(limits.objectBytes());
    pack.setMaxPackSizeLimit(limits.packBytes());
    pack.setAllowNonFastForwards(true);
    pack.setAllowDeletes(true);
    pack.setAtomic(false);
    pack.setRefLogIdent(new PersonIdent(user.name(), ""));
    pack.setPreReceiveHook(
        (receiving, commands) -> commands.forEach(command -> judge(user, project, command)));
    pack.setPostReceiveHook((receiving, commands) -> announce(user, project, commands));
    return pack;
  }

  private void judge(GitUser user, ProjectId project, ReceiveCommand command) {
    PushRules.objection(
            command,
            repositories.get(project).defaultBranch(),
            door.isProtected(project, command.getRefName()),
            door.mayPush(user, project, command.getRefName()))
        .ifPresent(
            objection -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, objection));
  }

  private void announce(GitUser user, ProjectId project, Collection<ReceiveCommand> commands) {
    var changes = new ArrayList<RefChange>();
    for (var command : commands) {
      changes.add(
          new RefChange(command.getRefName(), id(command.getOldId()), id(command.getNewId())));
    }
    if (!changes.isEmpty()) {
      repositories.announce(new RefsUpdated(project, changes, user.name()));
    }
  }

  private static Optional<CommitId> id(ObjectId id) {
    return ObjectId.zeroId().equals(id) ? Optional.empty() : Optional.of(new CommitId(id.name()));
  }

  private int seconds() {
    return (int) Math.max(1, limits.idle().toSeconds());
  }

  private static List<String> parameters(String protocol) {
    return protocol.isEmpty() ? List.of() : List.of(protocol.split(":"));
  }
}
