package dev.bailey.storage;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Lets files be deleted by any number of threads, but not while somebody takes down which ones
/// there are.
public final class Deletions {
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  /// A time of deletions, or without any; the thread that began it must end it.
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits until nobody holds. To be closed when all is deleted.
  public Hold deleting() {
    lock.readLock().lock();
    return lock.readLock()::unlock;
  }

  /// Keeps everything from being deleted until the hold is closed. Short: who deletes waits.
  public Hold hold() {
    lock.writeLock().lock();
    return lock.writeLock()::unlock;
  }
}
