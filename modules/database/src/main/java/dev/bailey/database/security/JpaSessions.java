package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.provider.ProviderSession;
import dev.bailey.security.session.Session;
import dev.bailey.security.session.SessionId;
import dev.bailey.security.session.Sessions;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sessions in the table `user_session`, what ends those elsewhere sealed.
public final class JpaSessions implements Sessions {
  private final Database database;
  private final Seals seals;

  public JpaSessions(Database database, Seals seals) {
    this.database = database;
    this.seals = seals;
  }

  @Override
  public Session add(
      UserId user, String hash, Origin origin, Optional<ProviderSession> elsewhere, Instant at) {
    return database.callInTransaction(em -> {
      var row = SessionRow.of(user, hash, origin, at);
      em.persist(row);
      elsewhere.ifPresent(there -> row.take(there, seals));
      return row.toSession();
    });
  }

  @Override
  public Optional<Session> byHash(String hash) {
    return database.callInTransaction(em ->
        em.createQuery("select s from SessionRow s where s.hash = :hash", SessionRow.class)
            .setParameter("hash", hash)
            .getResultStream()
            .findFirst()
            .map(SessionRow::toSession));
  }

  @Override
  public List<Session> of(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select s from SessionRow s where s.user = :user order by s.id", SessionRow.class)
            .setParameter("user", user.value())
            .getResultStream()
            .map(SessionRow::toSession)
            .toList());
  }

  @Override
  public Optional<ProviderSession> elsewhere(SessionId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(SessionRow.class, id.value()))
            .flatMap(row -> row.elsewhere(seals)));
  }

  @Override
  public List<Session> from(String issuer, String id) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select s from SessionRow s where s.provider = :issuer and s.providerSession = :id"
                    + " order by s.id",
                SessionRow.class)
            .setParameter("issuer", issuer)
            .setParameter("id", id)
            .getResultStream()
            .map(SessionRow::toSession)
            .toList());
  }

  @Override
  public void seen(SessionId id, Instant at) {
    database.runInTransaction(em ->
        em.createQuery("update SessionRow s set s.lastSeen = :at where s.id = :id")
            .setParameter("at", at)
            .setParameter("id", id.value())
            .executeUpdate());
  }

  @Override
  public void remove(SessionId id) {
    database.runInTransaction(em ->
        em.createQuery("delete from SessionRow s where s.id = :id")
            .setParameter("id", id.value())
            .executeUpdate());
  }

  @Override
  public void removeAll(UserId user) {
    database.runInTransaction(em ->
        em.createQuery("delete from SessionRow s where s.user = :user")
            .setParameter("user", user.value())
            .executeUpdate());
  }

  @Override
  public void removeOver(Instant lastSeenBefore, Instant createdBefore) {
    database.runInTransaction(em ->
        em.createQuery(
                "delete from SessionRow s where s.lastSeen < :lastSeen or s.createdAt < :created")
            .setParameter("lastSeen", lastSeenBefore)
            .setParameter("created", createdBefore)
            .executeUpdate());
  }
}
