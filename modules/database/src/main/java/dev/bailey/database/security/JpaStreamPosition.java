package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.syslog.StreamPosition;

/// How far the audit has been told elsewhere, in the one row of the table `audit_stream`.
public final class JpaStreamPosition implements StreamPosition {
  private final Database database;

  public JpaStreamPosition(Database database) {
    this.database = database;
  }

  @Override
  public long get() {
    return database.callInTransaction(em ->
        ((Number) em.createNativeQuery("select told_line from audit_stream").getSingleResult())
            .longValue());
  }

  @Override
  public void set(long line) {
    database.runInTransaction(em ->
        em.createNativeQuery("update audit_stream set told_line = ?1")
            .setParameter(1, line)
            .executeUpdate());
  }
}
