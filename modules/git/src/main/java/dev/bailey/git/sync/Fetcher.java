package dev.bailey.git.sync;

import dev.bailey.git.CommitId;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.GitRepository;
import dev.bailey.git.RefChange;
import dev.bailey.git.Repositories;
import dev.bailey.git.store.EncryptedRepository;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;

/// Fetches a remote repository's branches and tags into the project's own, as they are there.
final class Fetcher {
  private static final List<RefSpec> EVERYTHING =
      List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

  /// However slowly a host sends: one fetch ends.
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Repositories repositories;
  private final RemoteRepositories remotes;
  private final Transports transports;
  private final Clock clock;

  Fetcher(
      Repositories repositories,
      RemoteRepositories remotes,
      TrustedSockets sockets,
      GitLimits limits,
      Clock clock) {
    this.repositories = repositories;
    this.remotes = remotes;
    this.transports = new Transports(sockets, limits);
    this.clock = clock;
  }

  /// What differs from before; nothing when there is no news.
  ///
  /// @throws GitException with the remedy
  List<RefChange> fetch(RemoteRepository remote) {
    var url = RemoteUrl.parse(remote.url());
    var address = remotes.admit(url.destination());
    var way = new Transports.Way(url, remote.access(), remote.hostKey(), address);
    var repository =
        repositories
            .find(remote.project())
            .orElseGet(() -> repositories.create(remote.project(), "main"));
    var jgit = repositories.jgit(remote.project());
    try {
      var before = refs(jgit);
      mirror(way, repository, jgit);
      return changes(before, refs(jgit));
    } catch (IOException | RuntimeException e) {
      throw new Explanation(url, !(remote.access() instanceof GitAccess.Open)).of(e);
    }
  }

  /// Makes our refs those of the remote. Twice at most: a branch `a/b` can only come when `a`,
  /// deleted there, is gone here, too.
  private void mirror(Transports.Way way, GitRepository repository, EncryptedRepository jgit)
      throws IOException {
    for (int tries = 0; tries < 2; tries++) {
      if (mirrorOnce(way, repository, jgit)) {
        return;
      }
    }
    throw new GitException(
        Code.CONFLICT, "refs changed while they were fetched; the next sync brings the rest");
  }

  /// False when some refs could not be moved.
  private boolean mirrorOnce(Transports.Way way, GitRepository repository, EncryptedRepository jgit)
      throws IOException {
    var ours = refs(jgit);
    try (var transport = transports.open(jgit, way)) {
      transport.setTagOpt(TagOpt.FETCH_TAGS);
      var result = transport.fetch(new Deadline(clock, LONGEST), EVERYTHING);
      var theirs =
          result.getAdvertisedRefs().stream().map(Ref::getName).collect(Collectors.toSet());
      if (!ours.isEmpty() && theirs.stream().noneMatch(ref -> ref.startsWith(Constants.R_HEADS))) {
        throw new GitException(
            Code.CONFLICT,
            "the remote repository has no branches any more; the last synced commits stay in use."
                + " If that is right, disconnect the project from it");
      }
      follow(repository, result);
      ours.keySet().removeAll(theirs);
      delete(jgit, ours);
      return result.getTrackingRefUpdates().stream().allMatch(Fetcher::moved);
    }
  }

  private static boolean moved(TrackingRefUpdate update) {
    return switch (update.getResult()) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE, RENAMED -> true;
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          IO_FAILURE,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          false;
    };
  }

  private static void delete(EncryptedRepository jgit, Map<String, CommitId> refs)
      throws IOException {
    if (refs.isEmpty()) {
      return;
    }
    var batch = jgit.getRefDatabase().newBatchUpdate();
    batch.setRefLogMessage("deleted in the remote repository", false);
    refs.forEach((name, id) ->
        batch.addCommand(
            new ReceiveCommand(ObjectId.fromString(id.sha()), ObjectId.zeroId(), name)));
    try (var walk = new RevWalk(jgit)) {
      batch.execute(walk, NullProgressMonitor.INSTANCE);
    }
  }

  /// The remote's default branch becomes ours.
  private static void follow(GitRepository repository, FetchResult result) {
    var head = result.getAdvertisedRef(Constants.HEAD);
    if (head != null && head.isSymbolic()) {
      String target = head.getTarget().getName();
      if (target.startsWith(Constants.R_HEADS)) {
        String branch = target.substring(Constants.R_HEADS.length());
        if (!branch.equals(repository.defaultBranch())) {
          repository.setDefaultBranch(branch);
        }
      }
    }
  }

  private static Map<String, CommitId> refs(EncryptedRepository jgit) throws IOException {
    var refs = new HashMap<String, CommitId>();
    for (var ref : jgit.getRefDatabase().getRefsByPrefix(Constants.R_HEADS, Constants.R_TAGS)) {
      Optional.ofNullable(ref)
          .map(Ref::getObjectId)
          .ifPresent(id -> refs.put(ref.getName(), new CommitId(id.name())));
    }
    return refs;
  }

  private static List<RefChange> changes(
      Map<String, CommitId> before, Map<String, CommitId> after) {
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    var changes = new ArrayList<RefChange>();
    for (String name : names) {
      var was = Optional.ofNullable(before.get(name));
      var is = Optional.ofNullable(after.get(name));
      if (!was.equals(is)) {
        changes.add(new RefChange(name, was, is));
      }
    }
    return changes;
  }
}
