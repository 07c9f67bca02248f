package dev.bailey.git.store;

import dev.bailey.git.GitLimits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// Packs and reftables of one repository. [#commitPackImpl] is the one place where anything begins
/// to exist, objects and refs alike, and it is on the disk when that returns.
final class EncryptedObjects extends DfsObjDatabase {
  private final RepositoryFiles files;
  private final GitLimits limits;
  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Long> written = new ConcurrentHashMap<>();
  private volatile Manifest manifest;

  EncryptedObjects(
      EncryptedRepository repository,
      DfsReaderOptions options,
      RepositoryFiles files,
      GitLimits limits,
      SecureRandom random,
      Clock clock) {
    super(repository, options);
    this.files = files;
    this.limits = limits;
    this.random = random;
    this.clock = clock;
    this.manifest = files.recover(repository.getDescription());
  }

  @Override
  protected DfsPackDescription newPack(PackSource source) {
    byte[] name = new byte[16];
    random.nextBytes(name);
    return new DfsPackDescription(
            getRepository().getDescription(), HexFormat.of().formatHex(name), source)
        .setLastModified(clock.millis());
  }

  @Override
  protected synchronized void commitPackImpl(
      Collection<DfsPackDescription> added, @Nullable Collection<DfsPackDescription> replaced) {
    Collection<DfsPackDescription> gone = replaced == null ? List.of() : replaced;
    var next = manifest.with(added, gone, written);
    files.commit(next);
    var before = manifest;
    manifest = next;
    added.forEach(pack -> Manifest.files(pack).forEach(written::remove));
    files.retire(
        before.lengths().keySet().stream()
            .filter(name -> !next.lengths().containsKey(name))
            .toList());
    if (gone.stream().anyMatch(pack -> pack.hasFileExt(PackExt.PACK))) {
      clearCache(); // JGit adds new packs to its own list, but does not take old ones out.
    }
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> packs) {
    for (var pack : packs) {
      for (var ext : PackExt.values()) {
        String name = pack.getFileName(ext);
        written.remove(name);
        files.delete(name);
      }
    }
  }

  @Override
  protected List<DfsPackDescription> listPacks() {
    return new ArrayList<>(manifest.packs());
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws IOException {
    String name = pack.getFileName(ext);
    return new PackChannel(files, name, files.lend(name, length(name)));
  }

  private long length(String name) throws FileNotFoundException {
    Long length = manifest.lengths().get(name);
    if (length == null) {
      length = written.get(name);
    }
    if (length == null) {
      throw new FileNotFoundException(name);
    }
    return length;
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) {
    String name = pack.getFileName(ext);
    return new PackOutput(files.create(name), length -> written.put(name, length));
  }

  @Override
  public ObjectInserter newInserter() {
    return new LimitedInserter(this, limits);
  }

  @Override
  public Set<ObjectId> getShallowCommits() {
    return Set.of();
  }

  /// A repository of ours is never shallow.
  @Override
  public void setShallowCommits(Set<ObjectId> commits) {
    if (!commits.isEmpty()) {
      throw new UnsupportedOperationException("shallow");
    }
  }

  @Override
  public long getApproximateObjectCount() {
    return manifest.packs().stream().mapToLong(DfsPackDescription::getObjectCount).sum();
  }

  /// How many packs with objects there are.
  int packCount() {
    return (int) manifest.packs().stream().filter(pack -> pack.hasFileExt(PackExt.PACK)).count();
  }
}
