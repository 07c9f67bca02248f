package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.Session;

/// A session as an adapter makes it, before dispatch takes hold of it.
public interface Link extends Session {

  /// Tears the connection down without a word to the warehouse: it does not answer. From any
  /// thread; the statement that runs fails.
  void abort();
}
