package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives every owner a new data key: new data is written under it from the first moment, old data
/// is written anew in the background, then the old key is retired. Where it is stands in the ring,
/// so that it goes on after a stop or a crash.
public final class DataKeyRotation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataKeyRotation.class);

  private final KeyRing ring;
  private final List<Rewritable> keepers;
  private final Duration pause;
  private final Thread worker;
  private boolean asked = true;
  private boolean closed;

  /// How far it is.
  ///
  /// @param round how many rotations were begun
  /// @param owners that have a key
  /// @param left of them, who still have data under an earlier one
  public record Progress(int round, int owners, int left) {}

  private DataKeyRotation(KeyRing ring, List<Rewritable> keepers, Duration pause) {
    this.ring = ring;
    this.keepers = List.copyOf(keepers);
    this.pause = pause;
    this.worker = Thread.ofPlatform().name("data key rotation").daemon().unstarted(this::work);
  }

  /// Goes on in the background with what is under way, and waits for [#begin].
  ///
  /// @param ring lent, not closed
  /// @param keepers of everything that is under keys that do not last
  /// @param pause until data is looked at again that was being written
  public static DataKeyRotation start(KeyRing ring, List<Rewritable> keepers, Duration pause) {
    var rotation = new DataKeyRotation(ring, keepers, pause);
    rotation.worker.start();
    return rotation;
  }

  /// Begins a rotation; goes on with the one that is under way, if one is.
  public synchronized void begin() {
    ring.beginRotation();
    asked = true;
    notifyAll();
  }

  /// How far it is.
  public Progress progress() {
    return progress(ring);
  }

  private static Progress progress(KeyRing ring) {
    return new Progress(ring.round(), ring.owners().size(), ring.due().size());
  }

  /// Does what is due for every owner, once. Damage that is found is logged; its owner keeps the
  /// former key, under which a backup may bring back what is damaged.
  ///
  /// @param goOn asked before each piece of work
  /// @return how far it is then
  public static Progress pass(KeyRing ring, List<Rewritable> keepers, BooleanSupplier goOn) {
    for (var owner : ring.due()) {
      if (!goOn.getAsBoolean()) {
        break;
      }
      try {
        ring.renew(owner);
        if (isRewritten(owner, keepers, goOn)) {
          ring.settle(owner);
        }
      } catch (StorageException e) {
        LOG.error("Data of {} cannot be written anew: {}", owner.label(), e.getMessage());
      }
    }
    return progress(ring);
  }

  private static boolean isRewritten(
      KeyOwner owner, List<Rewritable> keepers, BooleanSupplier goOn) {
    boolean all = true;
    for (var keeper : keepers) {
      all &= keeper.rewrite(owner, goOn);
    }
    return all;
  }

  private void work() {
    while (awaitWork()) {
      try {
        boolean due = !ring.due().isEmpty();
        if (due && pass(ring, keepers, () -> !isClosed()).left() == 0) {
          LOG.info("Rotation {} of the data keys is done", ring.round());
        }
      } catch (RuntimeException e) {
        if (!isClosed()) {
          LOG.error("The rotation of the data keys cannot go on for now", e);
        }
      }
    }
  }

  /// Waits until somebody asks, or for a while when something is left.
  ///
  /// @return false when it is over
  private synchronized boolean awaitWork() {
    try {
      while (!closed && !asked) {
        wait(ring.due().isEmpty() ? 0 : pause.toMillis());
        asked |= !closed && !ring.due().isEmpty();
      }
    } catch (InterruptedException e) {
      return false;
    }
    asked = false;
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// Ends after the piece of work at hand; the rest is for the next start.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
