package dev.bailey.storage;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Lets files be deleted by any number of threads, but not while somebody takes down which ones
/// there are.
public final class Deletions {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  /// Ends a time without deletions; the thread that began it must end it.
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /// Deletes, as soon as nobody holds.
  public <T> T delete(Supplier<T> deletion) {
    lock.readLock().lock();
    try {
      return deletion.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Keeps everything from being deleted until the hold is closed. Short: who deletes waits.
  public Hold hold() {
    lock.writeLock().lock();
    return lock.writeLock()::unlock;
  }
}
