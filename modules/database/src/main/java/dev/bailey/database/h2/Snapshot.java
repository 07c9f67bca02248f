package dev.bailey.database.h2;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.file.EncryptedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The database file as it was at one moment, while H2 goes on to write: the blocks of the header
/// are kept here, and all others up to the end of that time stay as they are until this is closed.
final class Snapshot implements AutoCloseable {
  private static final int HEADERS = 2 * EncryptedFile.PAGE;
  private static final int RUN = 64 * EncryptedFile.PAGE;

  private final UUID instance;
  private final long version;
  private final SealedChannel channel;
  private final long size;
  private final ByteBuffer headers = ByteBuffer.allocate(HEADERS);
  private final Runnable release;

  /// Called while H2 writes no chunk.
  ///
  /// @param release what H2 has to be told when this is closed
  Snapshot(Sentinel sentinel, SealedChannel channel, Runnable release) {
    this.instance = sentinel.instance();
    this.version = sentinel.version();
    this.channel = channel;
    this.size = channel.size();
    this.release = release;
    read(headers, 0);
  }

  UUID instance() {
    return instance;
  }

  /// What was acknowledged by then.
  long version() {
    return version;
  }

  /// Writes all of it into an empty file, and syncs that.
  void copyTo(EncryptedFile copy) {
    copy.write(headers.duplicate().flip(), 0);
    var buffer = ByteBuffer.allocate(RUN);
    for (long at = HEADERS; at < size; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(RUN, size - at));
      read(buffer, at);
      copy.write(buffer.flip(), at);
    }
    copy.force();
  }

  private void read(ByteBuffer into, long position) {
    try {
      for (long at = position; into.hasRemaining(); ) {
        int n = channel.read(into, at);
        if (n <= 0) {
          throw new IOException("it became shorter");
        }
        at += n;
      }
    } catch (IOException e) {
      throw new StorageException(
          Code.IO, "cannot copy the database " + channel + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
