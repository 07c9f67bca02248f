package dev.bailey.engine.adapter;

/// One connection's warehouse, as one invocation of the engine uses it.
///
/// Every statement of every command goes through here, so that dispatch stays one place (design.md,
/// decision 5).
public interface Warehouse extends AutoCloseable {

  /// The dialect and abilities of this kind of warehouse.
  Adapter adapter();

  /// Opens a session. Sessions are made on demand, one for each thread of the engine.
  ///
  /// @param name what the session is for, as dbt names connections: `master`, a node's unique id,
  ///   ...
  /// @throws WarehouseException when the warehouse refuses or cannot be reached
  Session open(String name);

  /// Begins to open a session beside the caller, for the next `open`, which also tells when that
  /// failed. For those who know that they will need one soon: logging in takes as long as much else
  /// that has to be done before the first statement.
  void openAhead();

  /// Who may write which relation while other invocations are at work in the same warehouse.
  default RelationLocks locks() {
    return RelationLocks.NONE;
  }

  /// Ends all sessions; statements still running are cancelled in the warehouse.
  @Override
  void close();
}
