package dev.bailey.git;

import dev.bailey.git.GitException.Code;
import dev.bailey.git.store.EncryptedRepository;
import dev.bailey.git.store.Isolation;
import dev.bailey.git.store.RepositoryKeys;
import dev.bailey.registry.ProjectId;
import dev.bailey.storage.Deletions;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.keys.Key256;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import dev.bailey.storage.keys.Rewritable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repositories of this appliance: one for each project, encrypted under a key of its own.
///
/// Destroying the key makes a repository unreadable here and in every backup: [#destroy] does it
/// for one repository, [KeyRing#destroy] for all of a project.
public final class Repositories implements AutoCloseable, Rewritable, Part {
  private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);
  private static final Pattern DIRECTORY = Pattern.compile("project-(\\d+)-repository-(\\d+)");

  private final Path root;
  private final KeyRing ring;
  private final SecureRandom random;
  private final GitLimits limits;
  private final Clock clock;
  private final Deletions deletions = new Deletions();
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
    owners().filter(this::isDestroyed).map(this::directory).forEach(DurableFiles::deleteDirectory);
  }

  /// A crash may come between the end of a key and that of the files it made readable.
  private boolean isDestroyed(KeyOwner.Repository owner) {
    try {
      ring.find(owner, Purpose.GIT).ifPresent(Key256::close);
      return false;
    } catch (StorageException e) {
      return e.code() == StorageException.Code.KEY_DESTROYED;
    }
  }

  /// Calls `listener` after each change of refs from now on, whatever made it.
  public void addListener(RefsListener listener) {
    listeners.add(listener);
  }

  /// Makes an empty repository for a project, under a key that is new, too.
  ///
  /// @param defaultBranch what a clone checks out, such as `main`; it exists from the first commit
  /// @throws GitException EXISTS, INVALID
  public synchronized GitRepository create(ProjectId project, String defaultBranch) {
    Names.checkBranch(defaultBranch);
    if (owner(project).isPresent()) {
      throw new GitException(Code.EXISTS, "project " + project + " has a repository already");
    }
    var owner = ring.createForRepository(new KeyOwner.Project(project.value()));
    Path target = directory(owner);
    Path part = DurableFiles.unfinished(target);
    try (var keys = keys(owner)) {
      EncryptedRepository.create(part, identity(owner), keys.duplicate(), random, clock);
      var repository = open(project, owner, part);
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

  /// Deletes a project's repository: its files, and what memory holds of them. Backups can still
  /// bring it back; does nothing when there is none.
  public synchronized void delete(ProjectId project) {
    var repository = open.remove(project);
    if (repository != null) {
      repository.shut();
    }
    owner(project).map(this::directory).ifPresent(this::delete);
    Isolation.forgetBlocks();
  }

  private void delete(Path directory) {
    try (var _ = deletions.deleting()) {
      Path part = DurableFiles.unfinished(directory);
      DurableFiles.publish(directory, part);
      DurableFiles.deleteDirectory(part);
    }
  }

  /// Deletes a project's repository for good: its key is destroyed before its files, so that copies
  /// in backups cannot be read any more either. Whoever is reading it, or fetching into it, fails.
  public synchronized void destroy(ProjectId project) {
    owner(project).ifPresent(ring::destroy);
    delete(project);
  }

  /// Projects that have a repository.
  public List<ProjectId> list() {
    return owners()
        .map(owner -> new ProjectId(owner.project().id()))
        .sorted(Comparator.comparingLong(ProjectId::value))
        .toList();
  }

  @Override
  public Deletions.Hold hold() {
    return deletions.hold();
  }

  /// The manifest comes first: what it names stays for half an hour after it was replaced, and what
  /// is written later is no harm.
  @Override
  public void pin(Path into) {
    owners()
        .map(this::directory)
        .forEach(directory ->
            EncryptedRepository.link(directory, into.resolve(directory.getFileName())));
  }

  /// Reads every object of every repository and follows every ref.
  ///
  /// @param damaged told of each that is not as it should be
  /// @return how many repositories there are
  public int verify(Consumer<String> damaged) {
    var projects = list();
    for (var project : projects) {
      try {
        jgit(project)
            .verify()
            .forEach(what -> damaged.accept("repository of project " + project + ": " + what));
      } catch (IOException | RuntimeException e) {
        damaged.accept("repository of project " + project + ": " + e.getMessage());
      }
    }
    return projects.size();
  }

  /// Compacts repositories that have grown many packs; one that cannot be compacted is logged and
  /// does not keep the others from it. To be called now and then.
  public void compactWhereDue() {
    for (var project : list()) {
      try {
        kept(project).filter(JGitRepository::manyPacks).ifPresent(GitRepository::compact);
      } catch (RuntimeException e) {
        LOG.error("The repository of project {} cannot be compacted", project, e);
      }
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
    Isolation.forgetBlocks();
  }

  private synchronized Optional<JGitRepository> kept(ProjectId project) {
    var known = open.get(project);
    if (known != null) {
      return Optional.of(known);
    }
    var found = owner(project).map(owner -> open(project, owner, directory(owner)));
    found.ifPresent(repository -> open.put(project, repository));
    return found;
  }

  private JGitRepository open(ProjectId project, KeyOwner.Repository owner, Path directory) {
    try (var keys = keys(owner)) {
      var jgit =
          EncryptedRepository.open(
              directory, identity(owner), keys.duplicate(), limits, random, clock);
      return new JGitRepository(project, jgit, limits, clock, this::announce);
    } catch (StorageException e) {
      throw Trouble.with(project).of(e);
    }
  }

  private RepositoryKeys keys(KeyOwner.Repository owner) {
    return new RepositoryKeys(ring.key(owner, Purpose.GIT), ring.former(owner, Purpose.GIT));
  }

  /// Repositories go on to be used meanwhile.
  @Override
  public boolean rewrite(KeyOwner owner, BooleanSupplier goOn) {
    if (!(owner instanceof KeyOwner.Repository one)) {
      return true;
    }
    var project = new ProjectId(one.project().id());
    return owner(project).filter(one::equals).isEmpty()
        || kept(project).map(known -> known.jgit().rewrite(keys(one), goOn)).orElse(true);
  }

  private Optional<KeyOwner.Repository> owner(ProjectId project) {
    return owners().filter(owner -> owner.project().id() == project.value()).findFirst();
  }

  private Stream<KeyOwner.Repository> owners() {
    return DurableFiles.list(root).stream()
        .filter(EncryptedRepository::exists)
        .map(directory -> DIRECTORY.matcher(directory.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name ->
            new KeyOwner.Repository(
                new KeyOwner.Project(Long.parseLong(name.group(1))),
                Integer.parseInt(name.group(2))));
  }

  private Path directory(KeyOwner.Repository owner) {
    return root.resolve(owner.label());
  }

  private static String identity(KeyOwner.Repository owner) {
    return "git/" + owner.label();
  }

  private static GitException missing(ProjectId project) {
    return new GitException(Code.NOT_FOUND, "project " + project + " has no repository");
  }
}
