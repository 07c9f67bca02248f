package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import dev.bailey.git.store.EncryptedRepository;
import dev.bailey.git.store.Isolation;
import dev.bailey.registry.ProjectId;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repositories of this appliance: one for each project, encrypted under the project's key.
///
/// Destroying the key (see [KeyRing#destroy]) makes a repository unreadable here and in every
/// backup; [#delete] frees its space.
public final class Repositories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);

  private final Path root;
  private final KeyRing ring;
  private final SecureRandom random;
  private final GitLimits limits;
  private final Clock clock;
  private final Map<ProjectId, JGitRepository> open = new HashMap<>();
  private final List<RefsListener> listeners = new CopyOnWriteArrayList<>();

  /// @param root a directory that is the repositories' alone; made when it is not there
  /// @param ring lent, not closed
  public Repositories(Path root, KeyRing ring, SecureRandom random, GitLimits limits, Clock clock) {
    this.root = root;
    this.ring = ring;
    this.random = random;
    this.limits = limits;
    this.clock = clock;
    Isolation.apply();
    DurableFiles.createDirectories(root);
    DurableFiles.list(root).stream()
        .filter(directory -> directory.toString().endsWith(DurableFiles.UNFINISHED))
        .forEach(DurableFiles::deleteDirectory);
  }

  /// Calls `listener` after each change of refs from now on, whatever made it.
  public void addListener(RefsListener listener) {
    listeners.add(listener);
  }

  /// Makes an empty repository for a project, and the project's data key when it has none.
  ///
  /// @param defaultBranch what a clone checks out, such as `main`; it exists from the first commit
  /// @throws GitException EXISTS, INVALID
  public synchronized GitRepository create(ProjectId project, String defaultBranch) {
    Names.checkBranch(defaultBranch);
    Path target = directory(project);
    if (EncryptedRepository.exists(target)) {
      throw new GitException(Code.EXISTS, "project " + project + " has a repository already");
    }
    ring.create(owner(project));
    Path part = DurableFiles.unfinished(target);
    try (var key = ring.key(owner(project), Purpose.GIT)) {
      EncryptedRepository.create(part, identity(project), key.duplicate(), random, clock);
      var repository = open(project, part);
      repository.setDefaultBranch(defaultBranch);
      repository.shut();
      DurableFiles.publish(part, target);
    }
    return get(project);
  }

  /// The repository of a project. It is kept open; nothing need be closed.
  public Optional<GitRepository> find(ProjectId project) {
    return kept(project).map(GitRepository.class::cast);
  }

  /// The repository of a project.
  ///
  /// @throws GitException NOT_FOUND
  public GitRepository get(ProjectId project) {
    return find(project).orElseThrow(() -> missing(project));
  }

  /// The repository as JGit sees it, for the packages of this module that speak git's protocols.
  ///
  /// @throws GitException NOT_FOUND
  public EncryptedRepository jgit(ProjectId project) {
    return kept(project).orElseThrow(() -> missing(project)).jgit();
  }

  /// Deletes a project's repository: its files, and what memory holds of them. Copies in backups
  /// stay readable until the project's key is destroyed, too.
  public synchronized void delete(ProjectId project) {
    var repository = open.remove(project);
    if (repository != null) {
      repository.shut();
    }
    Path directory = directory(project);
    if (EncryptedRepository.exists(directory)) {
      Path part = DurableFiles.unfinished(directory);
      DurableFiles.publish(directory, part);
      DurableFiles.deleteDirectory(part);
    }
    Isolation.forgetBlocks();
  }

  /// Projects that have a repository.
  public List<ProjectId> list() {
    return DurableFiles.list(root).stream()
        .filter(EncryptedRepository::exists)
        .map(directory -> directory.getFileName().toString())
        .filter(name -> name.matches("project-[0-9]+"))
        .map(name -> new ProjectId(Long.parseLong(name.substring("project-".length()))))
        .sorted(Comparator.comparingLong(ProjectId::value))
        .toList();
  }

  /// Compacts repositories that have grown many packs. To be called now and then.
  public void compactWhereDue() {
    for (var project : list()) {
      kept(project).filter(JGitRepository::manyPacks).ifPresent(GitRepository::compact);
    }
  }

  /// Tells everybody who wants to know that refs changed.
  public void announce(RefsUpdated event) {
    for (var listener : listeners) {
      try {
        listener.refsUpdated(event);
      } catch (RuntimeException e) {
        LOG.error("A listener failed on new refs of project {}", event.project(), e);
      }
    }
  }

  @Override
  public synchronized void close() {
    open.values().forEach(JGitRepository::shut);
    open.clear();
  }

  private synchronized Optional<JGitRepository> kept(ProjectId project) {
    var known = open.get(project);
    if (known != null) {
      return Optional.of(known);
    }
    Path directory = directory(project);
    if (!EncryptedRepository.exists(directory)) {
      return Optional.empty();
    }
    var repository = open(project, directory);
    open.put(project, repository);
    return Optional.of(repository);
  }

  private JGitRepository open(ProjectId project, Path directory) {
    try (var key = ring.key(owner(project), Purpose.GIT)) {
      var jgit =
          EncryptedRepository.open(
              directory, identity(project), key.duplicate(), limits, random, clock);
      return new JGitRepository(project, jgit, limits, clock, this::announce);
    } catch (StorageException e) {
      throw new Trouble(project).of(e);
    }
  }

  private Path directory(ProjectId project) {
    return root.resolve(owner(project).label());
  }

  private static String identity(ProjectId project) {
    return "git/" + owner(project).label();
  }

  private static KeyOwner owner(ProjectId project) {
    return KeyOwner.project(project.value());
  }

  private static GitException missing(ProjectId project) {
    return new GitException(Code.NOT_FOUND, "project " + project + " has no repository");
  }
}
