package dev.bailey.security;

import java.util.function.Supplier;

/// Makes several calls to the keepers of this appliance one: all of it is kept, or nothing. What is
/// done and the audit's line of it belong together like that.
@FunctionalInterface
public interface Transactions {

  /// Does the work in the transaction that is under way, or in one of its own. It is durable when
  /// the outermost call returns; when `work` throws, all of it is undone.
  <T> T call(Supplier<T> work);

  /// The same without a result.
  default void run(Runnable work) {
    call(() -> {
      work.run();
      return true;
    });
  }
}
