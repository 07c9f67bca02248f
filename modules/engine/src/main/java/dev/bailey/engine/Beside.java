package dev.bailey.engine;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Work on a thread of its own beside its caller's, who waits for the end of it later.
///
/// @param <T> what comes of it
public final class Beside<T> implements AutoCloseable {
  private final CompletableFuture<T> work;

  private Beside(CompletableFuture<T> work) {
    this.work = work;
  }

  /// Begins `work` on a virtual thread of that name.
  public static <T> Beside<T> start(String name, Supplier<T> work) {
    return new Beside<>(
        CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().name(name).start(task)));
  }

  /// Begins work that nothing comes of.
  public static Beside<Void> start(String name, Runnable work) {
    return new Beside<>(
        CompletableFuture.runAsync(work, task -> Thread.ofVirtual().name(name).start(task)));
  }

  /// Lets whoever waits go on with `why`, if the work has not ended. The work itself goes on.
  public void abandon(RuntimeException why) {
    work.completeExceptionally(why);
  }

  /// Waits for the end. What the work throws is thrown here.
  public T await() {
    return end(work);
  }

  /// Waits for the end of all, also when some throw; what one of these throws is thrown here.
  public static <T> void awaitAll(Collection<Beside<T>> all) {
    var _ =
        end(
            CompletableFuture.allOf(
                all.stream().map(each -> each.work).toArray(CompletableFuture<?>[]::new)));
  }

  private static <T> T end(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Waits for the end.
  @Override
  public void close() {
    var _ = await();
  }
}
