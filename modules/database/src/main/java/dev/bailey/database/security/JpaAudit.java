package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Anchor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditChain;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.Purpose;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The audit in the tables `audit_entry` and `audit_head`.
public final class JpaAudit implements Audit {
  private static final int PAGE = 1000;

  private final Database database;
  private final AuditChain chain;
  private final PersonalSeal seal;

  /// @param ring lent, not closed
  /// @param seals of the same ring
  public JpaAudit(Database database, KeyRing ring, Seals seals) {
    this.database = database;
    this.seal = new PersonalSeal(seals);
    this.chain = new AuditChain(ring.borrow(KeyOwner.account(), Purpose.AUDIT, "HmacSHA256"));
  }

  /// Whoever adds a line holds the head until the end of the transaction, so that lines come one
  /// after the other. Inside a larger transaction this is therefore best the last thing done.
  @Override
  public AuditEntry append(AuditEvent event, Instant at) {
    return database.callInTransaction(
        em -> append(em, head(em, LockModeType.PESSIMISTIC_WRITE), event, at));
  }

  private AuditEntry append(EntityManager em, AuditHeadRow head, AuditEvent event, Instant at) {
    long number = head.last() + 1;
    AuditEntry stored = chain.next(number, head.mac(), seal.seal(number, event), at);
    em.persist(AuditRow.of(stored));
    head.move(stored);
    return new AuditEntry(number, stored.at(), event, stored.mac());
  }

  @Override
  public List<AuditEntry> list(Query query) {
    return database.callInTransaction(em ->
        restricted(em, "select a from AuditRow a", query, " order by a.id desc", AuditRow.class)
            .setFirstResult(query.offset())
            .setMaxResults(query.limit())
            .getResultStream()
            .map(AuditRow::toEntry)
            .map(this::opened)
            .toList());
  }

  @Override
  public List<AuditEntry> following(long number, int most) {
    return database.callInTransaction(
        em -> after(em, number, most).stream().map(AuditRow::toEntry).map(this::opened).toList());
  }

  private AuditEntry opened(AuditEntry stored) {
    return new AuditEntry(
        stored.number(), stored.at(), seal.open(stored.number(), stored.event()), stored.mac());
  }

  @Override
  public long count(Query query) {
    return database.callInTransaction(em ->
        restricted(em, "select count(a) from AuditRow a", query, "", Long.class).getSingleResult());
  }

  @Override
  public Optional<Long> firstBroken() {
    Optional<Anchor> anchor = anchor();
    long last = anchor.map(Anchor::through).orElse(0L);
    String previous = anchor.map(Anchor::mac).orElse(AuditChain.START);
    Optional<Long> first = first();
    if (first.isPresent() && first.get() <= last) {
      return first; // It was removed, and somebody put it there.
    }
    for (var page = after(last); !page.isEmpty(); page = after(last)) {
      for (AuditRow row : page) {
        if (row.number() != last + 1 || !row.holds(chain, previous)) {
          return Optional.of(last + 1);
        }
        previous = row.mac();
        last = row.number();
      }
    }
    return endsAt(last, previous) ? Optional.empty() : Optional.of(last + 1);
  }

  @Override
  public Optional<Anchor> anchor() {
    return list(Query.newest(1).ofType(Anchor.EVENT)).stream()
        .flatMap(entry -> Anchor.of(entry).stream())
        .findFirst();
  }

  private Optional<Long> first() {
    return database.callInTransaction(em ->
        Optional.ofNullable(
            em.createQuery("select min(a.id) from AuditRow a", Long.class).getSingleResult()));
  }

  @Override
  public long trim(Instant before, int most, Actor by, Instant at) {
    return database.callInTransaction(em -> {
      AuditHeadRow head = head(em, LockModeType.PESSIMISTIC_WRITE);
      List<AuditRow> old =
          em.createQuery("select a from AuditRow a order by a.id", AuditRow.class)
              .setMaxResults(most)
              .getResultStream()
              .takeWhile(row -> row.isOlderThan(before))
              .toList();
      if (!old.isEmpty()) {
        AuditEntry last = old.getLast().toEntry();
        em.createQuery("delete from AuditRow a where a.id <= :last")
            .setParameter("last", last.number())
            .executeUpdate();
        var anchor = new Anchor(last.number(), last.mac());
        append(em, head, AuditChain.trimmed(anchor, old.size(), before, by), at);
      }
      return (long) old.size();
    });
  }

  /// Lines may have been added since they were read.
  private boolean endsAt(long last, String mac) {
    return database.callInTransaction(em -> {
      AuditHeadRow head = head(em, LockModeType.NONE);
      return head.last() == last
          ? head.mac().equals(mac)
          : Optional.ofNullable(em.find(AuditRow.class, last + 1)).isPresent();
    });
  }

  private List<AuditRow> after(long number) {
    return database.callInTransaction(em -> after(em, number, PAGE));
  }

  private static List<AuditRow> after(EntityManager em, long number, int most) {
    return em.createQuery("select a from AuditRow a where a.id > :id order by a.id", AuditRow.class)
        .setParameter("id", number)
        .setMaxResults(most)
        .getResultList();
  }

  /// Page by page, so that nobody who adds a line waits for all of it.
  @Override
  public long forget(Pseudonym who) {
    var at = anchor().orElse(new Anchor(0, AuditChain.START));
    long changed = 0;
    Optional<Forgotten> page = Optional.of(forget(who, at));
    while (page.isPresent()) {
      changed += page.get().changed();
      page = page.get().next().map(next -> forget(who, next));
    }
    return changed;
  }

  /// A page in which somebody is forgotten.
  ///
  /// @param next where the next page begins, if there is one
  private record Forgotten(long changed, Optional<Anchor> next) {}

  private Forgotten forget(Pseudonym who, Anchor from) {
    return database.callInTransaction(em -> {
      List<AuditRow> rows = after(em, from.through(), PAGE);
      String previous = from.mac();
      long changed = 0;
      for (AuditRow row : rows) {
        changed += row.forget(who, chain, previous) ? 1 : 0;
        previous = row.mac();
      }
      return new Forgotten(
          changed,
          rows.isEmpty()
              ? Optional.empty()
              : Optional.of(new Anchor(rows.getLast().number(), previous)));
    });
  }

  private static AuditHeadRow head(EntityManager em, LockModeType lock) {
    return Optional.ofNullable(em.find(AuditHeadRow.class, AuditHeadRow.ID, lock))
        .orElseThrow(() -> new IllegalStateException("the audit has lost its end"));
  }

  private static <T> TypedQuery<T> restricted(
      EntityManager em, String select, Query query, String order, Class<T> result) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    var where = new StringBuilder(" where 1 = 1");
    query
        .from()
        .ifPresent(from -> {
          where.append(" and a.loggedAt >= :from");
          parameters.put("from", from);
        });
    query
        .until()
        .ifPresent(until -> {
          where.append(" and a.loggedAt < :until");
          parameters.put("until", until);
        });
    query
        .actorKind()
        .ifPresent(kind -> {
          where.append(" and a.actorKind = :kind");
          parameters.put("kind", kind);
        });
    query
        .actorId()
        .ifPresent(id -> {
          where.append(" and a.actorId = :actor");
          parameters.put("actor", id);
        });
    query
        .target()
        .ifPresent(target -> {
          where.append(" and a.targetKind = :targetKind and a.targetId = :targetId");
          parameters.put("targetKind", target.kind());
          parameters.put("targetId", target.id());
        });
    query
        .type()
        .ifPresent(type -> {
          where.append(" and a.type like :type escape '!'");
          parameters.put("type", type.replaceAll("([!%_])", "!$1") + "%");
        });
    TypedQuery<T> typed = em.createQuery(select + where + order, result);
    parameters.forEach(typed::setParameter);
    return typed;
  }
}
