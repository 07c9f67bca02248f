package dev.bailey.appliance;

import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.dispatch.StatementRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line in the server's log for each statement: a hash, times and counts, never its text or
/// rows.
final class StatementLog implements StatementAudit {
  private static final Logger LOG = LoggerFactory.getLogger("dev.bailey.statements");

  @Override
  public void ended(StatementRecord statement) {
    LOG.debug(
        "connection={} run={} node={} sha256={} queued_ms={} took_ms={} rows={} affected={}"
            + " failure={}",
        statement.connection(),
        statement.run(),
        statement.node(),
        statement.sha256(),
        statement.queued().toMillis(),
        statement.took().toMillis(),
        statement.rows(),
        statement.rowsAffected(),
        statement.failure().map(Enum::name).orElse("none"));
  }
}
