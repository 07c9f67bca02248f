package dev.bailey.database.h2;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An [EncryptedFile] as H2's MVStore reads and writes it, in blocks that are its pages.
///
/// Three rules make a torn write what H2 can recover from, and damage what it is:
///
/// 1. H2 keeps two copies of its file header, in blocks 0 and 1, and writes both at once. Here the
///    first is synced before the second is written, so no crash tears both. A copy that does not
///    authenticate reads as zeros, which H2 takes for no header, as long as the other one does.
/// 2. A chunk that was being written when the machine stopped, and was never acknowledged, reads as
///    not there: see [TornChunks].
/// 3. Any other page that does not authenticate is an `IOException`. While H2 looks for the newest
///    chunk it passes over what cannot be read; that it then settles for an older state is found by
///    the [Sentinel]. Everywhere else the statement fails and nothing wrong is returned.
// FileBase locks around the position that it emulates with; here positions are arguments.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class SealedChannel extends FileBaseDefault {
  private static final Logger LOG = LoggerFactory.getLogger(SealedChannel.class);
  private static final int BLOCK = EncryptedFile.PAGE;
  private static final int HEADERS = 2 * BLOCK;

  private final SealedVolume volume;
  private final EncryptedFile file;
  private final TornChunks torn;

  SealedChannel(SealedVolume volume, EncryptedFile file, TornChunks torn) {
    this.volume = volume;
    this.file = file;
    this.torn = torn;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    try {
      return position < HEADERS ? readHeaders(into, position) : readBlocks(into, position);
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    int length = from.remaining();
    long version = position < HEADERS ? 0 : ChunkHeader.version(from);
    try {
      if (position == 0 && length >= HEADERS) {
        file.write(from.slice(from.position(), BLOCK), 0);
        file.force();
        from.position(from.position() + BLOCK);
        file.write(from, BLOCK);
      } else {
        file.write(from, position);
      }
    } catch (StorageException e) {
      volume.writeFailed();
      throw new IOException(e.getMessage(), e);
    }
    torn.overwritten(position, length);
    volume.wrote(version);
    return length;
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void force(boolean metaData) throws IOException {
    try {
      file.force();
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) {
    return file.tryLock(shared).orElse(null);
  }

  @Override
  public String toString() {
    return file.path().toString();
  }

  void abandon() {
    file.close();
  }

  void sync() {
    if (isOpen()) {
      file.force();
    }
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    try {
      file.truncate(size);
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
    volume.wrote(0);
  }

  @Override
  protected void implCloseChannel() {
    volume.closed(this);
    try {
      file.force();
    } finally {
      file.close();
    }
  }

  private int readBlocks(ByteBuffer into, long position) {
    if (torn.isEmpty()) {
      return file.read(into, position);
    }
    int n = (int) Math.min(into.remaining(), BLOCK - position % BLOCK);
    if (!torn.hides(position / BLOCK)) {
      return file.read(into.slice(into.position(), n), position) < 0 ? -1 : skip(into, n);
    }
    into.put(new byte[n]);
    return n;
  }

  private static int skip(ByteBuffer into, int n) {
    into.position(into.position() + n);
    return n;
  }

  private int readHeaders(ByteBuffer into, long position) {
    try {
      return file.read(into.duplicate(), position) < 0 ? -1 : file.read(into, position);
    } catch (StorageException e) {
      if (e.code() != Code.DAMAGED) {
        throw e;
      }
      return readHeader(into, position, e);
    }
  }

  /// Reads the copy at `position`, or zeros when only the other copy is whole.
  private int readHeader(ByteBuffer into, long position, StorageException damage) {
    long block = position / BLOCK;
    int n = (int) Math.min(into.remaining(), BLOCK - position % BLOCK);
    if (isWhole(block)) {
      file.read(into.slice(into.position(), n), position);
      return skip(into, n);
    }
    if (!isWhole(1 - block)) {
      throw damage;
    }
    LOG.warn("{}: copy {} of H2's file header is damaged, the other is whole", file.path(), block);
    into.put(new byte[n]);
    return n;
  }

  private boolean isWhole(long block) {
    try {
      return file.read(ByteBuffer.allocate(BLOCK), block * BLOCK) == BLOCK;
    } catch (StorageException e) {
      return false;
    }
  }
}
