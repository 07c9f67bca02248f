package dev.bailey.git.store;

import dev.bailey.git.GitLimits;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// Packs in memory, and which of their commits have parents that are not there.
final class MemoryObjects extends DfsObjDatabase {
  private final GitLimits limits;
  private final AtomicInteger packs = new AtomicInteger();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private List<DfsPackDescription> committed = List.of();
  private Set<ObjectId> shallow = Set.of();

  MemoryObjects(MemoryRepository repository, DfsReaderOptions options, GitLimits limits) {
    super(repository, options);
    this.limits = limits;
  }

  @Override
  protected DfsPackDescription newPack(PackSource source) {
    return new DfsPackDescription(
        getRepository().getDescription(), "pack-" + packs.incrementAndGet(), source);
  }

  @Override
  protected synchronized void commitPackImpl(
      Collection<DfsPackDescription> added, @Nullable Collection<DfsPackDescription> replaced) {
    var all = new ArrayList<>(added);
    all.addAll(committed);
    if (replaced != null) {
      all.removeAll(replaced);
    }
    committed = List.copyOf(all);
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> rejected) {
    for (var pack : rejected) {
      for (var ext : PackExt.values()) {
        files.remove(pack.getFileName(ext));
      }
    }
  }

  @Override
  protected synchronized List<DfsPackDescription> listPacks() {
    return committed;
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext)
      throws FileNotFoundException {
    byte[] bytes = files.get(pack.getFileName(ext));
    if (bytes == null) {
      throw new FileNotFoundException(pack.getFileName(ext));
    }
    return new Channel(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) {
    return new Output(pack.getFileName(ext));
  }

  @Override
  public ObjectInserter newInserter() {
    return new LimitedInserter(this, limits);
  }

  @Override
  public synchronized Set<ObjectId> getShallowCommits() {
    return shallow;
  }

  @Override
  public synchronized void setShallowCommits(Set<ObjectId> commits) {
    shallow = Set.copyOf(commits);
  }

  @Override
  public synchronized long getApproximateObjectCount() {
    return committed.stream().mapToLong(DfsPackDescription::getObjectCount).sum();
  }

  private static final class Channel implements ReadableChannel {
    private final ByteBuffer bytes;
    private boolean open = true;

    Channel(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
      int n = Math.min(into.remaining(), bytes.remaining());
      if (n == 0) {
        return -1;
      }
      into.put(bytes.slice(bytes.position(), n));
      bytes.position(bytes.position() + n);
      return n;
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public void position(long position) {
      bytes.position((int) position);
    }

    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public int blockSize() {
      return 0;
    }

    @Override
    public void setReadAheadBytes(int size) {}

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /// Deltas of a pack are resolved before it is complete: what was written can be read back.
  private final class Output extends DfsOutputStream {
    private final String name;
    private final WrittenBytes written = new WrittenBytes();

    Output(String name) {
      this.name = name;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      written.write(bytes, offset, length);
    }

    @Override
    public int read(long position, ByteBuffer into) {
      return written.read((int) position, into);
    }

    @Override
    public void close() {
      files.put(name, written.toByteArray());
    }
  }

  private static final class WrittenBytes extends ByteArrayOutputStream {
    synchronized int read(int position, ByteBuffer into) {
      int n = Math.min(into.remaining(), count - position);
      if (n <= 0) {
        return -1;
      }
      into.put(buf, position, n);
      return n;
    }
  }
}
