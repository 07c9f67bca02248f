package dev.bailey.engine.adapter;

import dev.bailey.engine.Stop;
import dev.bailey.project.manifest.RelationName;
import java.util.function.Consumer;

/// Keeps two invocations from writing the same relation of a warehouse at once. What is to happen
/// to the second one is the policy of whoever made it. May be used by several threads.
public interface RelationLocks extends AutoCloseable {

  /// Nobody is kept from anything, as with dbt.
  RelationLocks NONE =
      new RelationLocks() {
        @Override
        public Grant take(RelationName relation, Stop stop, Consumer<String> notice) {
          return new Grant.Held(false, () -> {});
        }

        @Override
        public void close() {
          // There is nothing to give back.
        }
      };

  /// Asks to write a relation, and waits for it where the policy says so. Whoever waits must not
  /// have what others need to come to their end, such as another relation or a transaction.
  ///
  /// @param stop when requested, nothing is waited for any longer
  /// @param notice hears, before the wait begins, what is waited for, such as `run 12, which is
  ///   writing "shop"."analytics"."orders"`
  Grant take(RelationName relation, Stop stop, Consumer<String> notice);

  /// Gives back what is still held.
  @Override
  void close();

  /// What came of asking.
  sealed interface Grant {

    /// The relation may be written until this is closed.
    ///
    /// @param isChanged whether what the invocation knows of the relation may be out of date,
    ///   because another wrote in its schema meanwhile
    /// @param release gives it back
    record Held(boolean isChanged, Runnable release) implements Grant, AutoCloseable {
      @Override
      public void close() {
        release.run();
      }
    }

    /// Another is writing it, and that is an error.
    ///
    /// @param why for the user
    record Refused(String why) implements Grant {}

    /// Another is writing it, and it is left to that one.
    ///
    /// @param why for the user
    record Left(String why) implements Grant {}

    /// The invocation is to stop.
    record Stopped() implements Grant {}
  }
}
