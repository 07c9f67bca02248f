package dev.bailey.database.h2;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Lets all who wait for the disk share one sync: whoever comes while one is under way waits for
/// the next, which covers everybody that came by then.
///
/// When a sync fails, what is on the disk is not known any more (Linux forgets what it could not
/// write), so from then on everyone is refused until the process starts again.
final class GroupSync {
  private final LongSupplier written;
  private final Runnable sync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long synced;
  private boolean running;
  private @Nullable RuntimeException failure;

  /// @param written counts writes; one that was counted before `sync` began is covered by it
  /// @param sync brings to the disk what was written
  GroupSync(LongSupplier written, Runnable sync) {
    this.written = written;
    this.sync = sync;
  }

  /// Returns when all that was written before the call is on the disk.
  void await() {
    long mine = written.getAsLong();
    lock.lock();
    try {
      while (synced < mine) {
        if (failure != null) {
          throw new IllegalStateException("the disk failed earlier; restart", failure);
        }
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void lead() {
    running = true;
    long covered = written.getAsLong();
    lock.unlock();
    @Nullable RuntimeException thrown = null;
    try {
      sync.run();
    } catch (RuntimeException e) {
      thrown = e;
    } finally {
      lock.lock();
      running = false;
      ended.signalAll();
    }
    if (thrown != null) {
      failure = thrown;
      throw thrown;
    }
    synced = covered;
  }
}
