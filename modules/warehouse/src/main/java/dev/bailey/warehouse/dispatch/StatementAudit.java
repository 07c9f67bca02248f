package dev.bailey.warehouse.dispatch;

/// Hears of every statement that any warehouse was asked to run, after it ended.
public interface StatementAudit {

  /// A statement ended, well or not. Called on the thread that ran it, so it must be quick.
  void ended(StatementRecord statement);

  /// Nobody keeps a record: a shell's own `dbt`.
  static StatementAudit none() {
    return _ -> {};
  }
}
