package dev.bailey.storage.object;

import dev.bailey.storage.StorageException;
import java.io.IOException;

/// Gathers what is written into segments of a [LogFile].
final class LocalLogWriter implements LogWriter {
  private final LogFile file;
  private final Runnable whenClosed;
  private final byte[] buffer = new byte[LogFile.MAX_SEGMENT];
  private int used;
  private boolean closed;

  /// @param whenClosed told once
  LocalLogWriter(LogFile file, Runnable whenClosed) throws IOException {
    this.file = file;
    this.whenClosed = whenClosed;
    if (file.finished()) {
      file.close();
      throw new IllegalStateException("the log is finished: " + file.path());
    }
    file.dropTail();
  }

  @Override
  public synchronized void write(byte[] bytes) {
    refuseIfClosed();
    for (int done = 0; done < bytes.length; ) {
      int n = Math.min(bytes.length - done, buffer.length - used);
      System.arraycopy(bytes, done, buffer, used, n);
      used += n;
      done += n;
      if (used == buffer.length) {
        flush();
      }
    }
  }

  @Override
  public synchronized void flush() {
    refuseIfClosed();
    if (used == 0) {
      return;
    }
    try {
      file.append(buffer, used);
      used = 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void sync() {
    flush();
    try {
      file.sync();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void finish() {
    flush();
    try {
      file.finish();
      file.sync();
      close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (!file.finished()) {
      flush();
    }
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    } finally {
      whenClosed.run();
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new IllegalStateException("the log is closed: " + file.path());
    }
  }

  private StorageException failed(IOException e) {
    return StorageException.io("cannot write log " + file.path(), e);
  }
}
