package dev.bailey.git.store;

import dev.bailey.storage.file.EncryptedFile;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/// Writes a file from its beginning to its end, and reads back what was written: a pack's deltas
/// are resolved before it is complete. When closed it is on the disk.
final class PackOutput extends DfsOutputStream {
  /// Whole pages, so that none is sealed twice.
  private static final int BUFFER = 64 * EncryptedFile.PAGE;

  private final EncryptedFile file;
  private final LongConsumer whenClosed;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private boolean closed;

  /// @param whenClosed told the length when all is on the disk
  PackOutput(EncryptedFile file, LongConsumer whenClosed) {
    this.file = file;
    this.whenClosed = whenClosed;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int n = Math.min(length - done, BUFFER - used);
      System.arraycopy(bytes, offset + done, buffer, used, n);
      used += n;
      done += n;
      if (used == BUFFER) {
        writeBuffer();
      }
    }
  }

  private void writeBuffer() {
    file.write(ByteBuffer.wrap(buffer, 0, used), file.size());
    used = 0;
  }

  @Override
  public int read(long position, ByteBuffer into) {
    long written = file.size();
    if (position < written) {
      return file.read(into, position);
    }
    int from = (int) (position - written);
    int n = Math.min(into.remaining(), used - from);
    if (n <= 0) {
      return -1;
    }
    into.put(buffer, from, n);
    return n;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      writeBuffer();
      file.force();
      whenClosed.accept(file.size());
    }
  }
}
