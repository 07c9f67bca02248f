package dev.bailey.storage.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The bytes below an [EncryptedFile], read by several threads at once.
///
/// `RandomAccessFile` and not `FileChannel`: a channel closes itself when a thread that uses it is
/// interrupted, and a cancelled request would take the database with it.
final class PhysicalFile implements AutoCloseable {
  private static final int READERS = 4;

  private final Path path;
  private final RandomAccessFile writer;
  private final boolean writable;
  private final ConcurrentLinkedDeque<RandomAccessFile> idle = new ConcurrentLinkedDeque<>();
  private final Semaphore readers = new Semaphore(READERS);
  private volatile boolean closed;

  PhysicalFile(Path path, boolean writable) throws IOException {
    this.path = path;
    this.writable = writable;
    this.writer = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
  }

  /// Fills as much of `into` as the file has.
  int read(long position, byte[] into, int length) throws IOException {
    readers.acquireUninterruptibly();
    var reader = idle.poll();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      if (reader == null) {
        reader = new RandomAccessFile(path.toFile(), "r");
      }
      return read(reader, position, into, length);
    } finally {
      if (reader != null) {
        idle.push(reader);
      }
      readers.release();
    }
  }

  private static int read(RandomAccessFile reader, long position, byte[] into, int length)
      throws IOException {
    reader.seek(position);
    int done = 0;
    while (done < length) {
      int n = reader.read(into, done, length - done);
      if (n < 0) {
        break;
      }
      done += n;
    }
    return done;
  }

  void write(long position, byte[] from, int length) throws IOException {
    synchronized (writer) {
      writer.seek(position);
      writer.write(from, 0, length);
    }
  }

  long size() throws IOException {
    synchronized (writer) {
      return writer.length();
    }
  }

  void truncate(long size) throws IOException {
    synchronized (writer) {
      writer.setLength(size);
    }
  }

  void force() throws IOException {
    if (writable) {
      writer.getFD().sync();
    }
  }

  /// A lock against other processes, or nothing when one of them has it. POSIX drops it when any
  /// descriptor of the file closes, so readers stay open until the end.
  Optional<FileLock> tryLock(boolean shared) throws IOException {
    @Nullable FileLock lock = writer.getChannel().tryLock(0, Long.MAX_VALUE, shared);
    return Optional.ofNullable(lock);
  }

  @Override
  public void close() throws IOException {
    readers.acquireUninterruptibly(READERS);
    closed = true;
    try {
      for (var reader = idle.poll(); reader != null; reader = idle.poll()) {
        reader.close();
      }
      writer.close();
    } finally {
      readers.release(READERS);
    }
  }
}
