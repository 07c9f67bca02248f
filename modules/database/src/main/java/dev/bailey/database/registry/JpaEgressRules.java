package dev.bailey.database.registry;

import dev.bailey.database.Database;
import dev.bailey.registry.EgressRule;
import dev.bailey.registry.EgressRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Egress rules in the table `egress_rule`.
public final class JpaEgressRules implements EgressRules {
  private final Database database;

  public JpaEgressRules(Database database) {
    this.database = database;
  }

  @Override
  public EgressRule add(String host, int firstPort, int lastPort, String reason, Instant at) {
    return database.callInTransaction(em -> {
      var row = EgressRow.of(host, firstPort, lastPort, reason, at);
      em.persist(row);
      return row.toRule();
    });
  }

  @Override
  public List<EgressRule> list() {
    return database.callInTransaction(em ->
        em.createQuery("select r from EgressRow r order by r.id", EgressRow.class)
            .getResultStream()
            .map(EgressRow::toRule)
            .toList());
  }

  @Override
  public void remove(long id) {
    database.runInTransaction(
        em -> Optional.ofNullable(em.find(EgressRow.class, id)).ifPresent(em::remove));
  }
}
