package dev.bailey.git.store;

import dev.bailey.git.GitLimits;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsReftableDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.util.FS;

/// A JGit repository that never touches the disk, for looking at a commit or two of a repository
/// elsewhere. Unlike JGit's own it may be shallow.
public final class MemoryRepository extends DfsRepository {
  private final MemoryObjects objects;
  private final RefDatabase refs;

  private MemoryRepository(Builder builder, GitLimits limits) {
    super(builder);
    this.objects = new MemoryObjects(this, builder.getReaderOptions(), limits);
    this.refs = new DfsReftableDatabase(this) {};
    Settings.apply(getConfig());
  }

  /// An empty one.
  public static MemoryRepository empty(GitLimits limits) {
    var options = new DfsReaderOptions();
    options.setStreamFileThreshold((int) Math.min(Integer.MAX_VALUE, limits.objectBytes()));
    // JGit's cache of blocks is shared by all repositories, and tells them apart by name.
    var name = new DfsRepositoryDescription("memory/" + UUID.randomUUID());
    return new MemoryRepository(
        new Builder().setReaderOptions(options).setRepositoryDescription(name).setFS(FS.DETECTED),
        limits);
  }

  @Override
  public DfsObjDatabase getObjectDatabase() {
    return objects;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return refs;
  }

  /// Only what the superclass needs.
  private static final class Builder extends DfsRepositoryBuilder<Builder, MemoryRepository> {
    @Override
    public MemoryRepository build() {
      throw new IllegalStateException("use MemoryRepository.empty");
    }
  }
}
