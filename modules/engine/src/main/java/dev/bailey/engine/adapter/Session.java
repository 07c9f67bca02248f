package dev.bailey.engine.adapter;

/// One conversation with a warehouse, used by one thread at a time. Only `cancel` may come from
/// another.
public interface Session extends AutoCloseable {

  /// Runs one or more statements, separated as the warehouse does it; the last one's result is
  /// returned.
  ///
  /// @throws WarehouseException with the warehouse's own text, when it refuses
  Result execute(Statement statement);

  /// Starts a transaction. Without one, each statement commits by itself.
  void begin();

  /// Commits the transaction; without one, does nothing.
  void commit();

  /// Rolls the transaction back; without one, does nothing.
  void rollback();

  /// Whether a transaction is open.
  boolean inTransaction();

  /// Cancels the running statement in the warehouse itself, from any thread. Without one, does
  /// nothing.
  void cancel();

  /// Makes the session as good as new for the next node: an open transaction is rolled back,
  /// temporary tables and settings are gone. dbt opens a new connection for each node.
  void reset();

  /// Ends the session; an open transaction is rolled back.
  @Override
  void close();
}
