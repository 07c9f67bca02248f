package dev.bailey.warehouse.dispatch;

/// Makes links to one warehouse for one user of it.
public interface Connector extends AutoCloseable {

  /// Connects and logs in.
  ///
  /// @param name what the link is for, as dbt names connections
  /// @throws dev.bailey.engine.adapter.WarehouseException when it cannot
  Link connect(String name);

  /// How often connecting is tried again when the warehouse cannot be reached.
  int retries();

  /// Nobody connects any more.
  @Override
  void close();
}
