package dev.bailey.git.store;

import dev.bailey.storage.file.EncryptedFile;
import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/// One reader's position in a file that it shares with others.
final class PackChannel implements ReadableChannel {
  private final RepositoryFiles files;
  private final String name;
  private final EncryptedFile file;
  private long position;
  private boolean open = true;

  PackChannel(RepositoryFiles files, String name, EncryptedFile file) {
    this.files = files;
    this.name = name;
    this.file = file;
  }

  @Override
  public int read(ByteBuffer into) {
    int n = file.read(into, position);
    position += Math.max(0, n);
    return n;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void position(long newPosition) {
    position = newPosition;
  }

  @Override
  public long size() {
    return file.size();
  }

  /// Blocks of the cache are multiples of a page, so nothing need be aligned further.
  @Override
  public int blockSize() {
    return 0;
  }

  @Override
  public void setReadAheadBytes(int bytes) {}

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      files.giveBack(name, file);
    }
  }
}
