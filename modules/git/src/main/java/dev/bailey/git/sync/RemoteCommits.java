package dev.bailey.git.sync;

import dev.bailey.git.CommitId;
import dev.bailey.git.CommitTree;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.GitLimits;
import dev.bailey.git.store.Isolation;
import dev.bailey.git.store.MemoryRepository;
import dev.bailey.registry.GitAccess;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.source.SourceTree;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;

/// Reads single commits of repositories elsewhere, without their history, into memory.
public final class RemoteCommits {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Transports transports;
  private final GitLimits limits;
  private final Clock clock;

  /// A repository elsewhere.
  ///
  /// @param url `https://…`, `ssh://…` or `user@host:path`, without a password in it
  /// @param hostKey for SSH: the host's key as a line of `known_hosts` without the host
  public record Remote(String url, GitAccess access, String hostKey) {}

  public RemoteCommits(TrustedSockets sockets, GitLimits limits, Clock clock) {
    Isolation.apply();
    this.transports = new Transports(sockets, limits);
    this.limits = limits;
    this.clock = clock;
  }

  /// The commit that a revision means there now.
  ///
  /// @param revision `HEAD`, a tag, else a branch, else a full commit id
  /// @throws GitException NOT_FOUND, and whatever keeps a sync from working
  public CommitId resolve(Remote remote, Gate gate, String revision) {
    return at(
        remote,
        gate,
        (way, repository) -> {
          try (var transport = transports.open(repository, way);
              FetchConnection connection = transport.openFetch()) {
            return find(connection, revision)
                .map(
                    ref -> Optional.ofNullable(ref.getPeeledObjectId()).orElseGet(ref::getObjectId))
                .map(ObjectId::name)
                .or(() -> Optional.of(revision).filter(some -> COMMIT.matcher(some).matches()))
                .map(CommitId::new)
                .orElseThrow(() -> unknown(way.url(), revision));
          }
        });
  }

  private static Optional<Ref> find(FetchConnection connection, String revision) {
    return revision.equals(Constants.HEAD)
        ? Optional.ofNullable(connection.getRef(revision))
        : Optional.ofNullable(connection.getRef(Constants.R_TAGS + revision))
            .or(() -> Optional.ofNullable(connection.getRef(Constants.R_HEADS + revision)));
  }

  private static GitException unknown(RemoteUrl url, String revision) {
    return new GitException(
        Code.NOT_FOUND, "%s has no tag, branch or full commit id '%s'".formatted(url, revision));
  }

  /// The files of a commit, without symbolic links and submodules.
  ///
  /// @throws GitException NOT_FOUND, TOO_LARGE, and whatever keeps a sync from working
  public SourceTree files(Remote remote, Gate gate, CommitId commit) {
    return at(
        remote,
        gate,
        (way, repository) -> {
          try (var transport = transports.open(repository, way)) {
            transport.setDepth(1);
            // Not by Transport.fetch, which misses the parents of a commit without history.
            try (FetchConnection connection = transport.openFetch()) {
              connection.fetch(new Deadline(clock, LONGEST), List.of(wanted(commit)), Set.of());
            }
          }
          return CommitTree.of(repository, commit, way.url().toString());
        });
  }

  private static Ref wanted(CommitId commit) {
    return new ObjectIdRef.Unpeeled(
        Ref.Storage.NETWORK, commit.sha(), ObjectId.fromString(commit.sha()));
  }

  private <T> T at(Remote remote, Gate gate, Work<T> work) {
    var url = RemoteUrl.parse(remote.url());
    var way =
        new Transports.Way(url, remote.access(), remote.hostKey(), gate.admit(url.destination()));
    try {
      return work.with(way, MemoryRepository.empty(limits));
    } catch (IOException | RuntimeException e) {
      throw new Explanation(url, !(remote.access() instanceof GitAccess.Open)).of(e);
    }
  }

  private interface Work<T> {
    T with(Transports.Way way, MemoryRepository repository) throws IOException;
  }
}
