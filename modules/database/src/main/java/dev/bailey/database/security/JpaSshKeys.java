package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.user.PublicKeyLine;
import dev.bailey.security.user.SshKey;
import dev.bailey.security.user.SshKeyId;
import dev.bailey.security.user.SshKeys;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// SSH keys in the table `ssh_key`.
public final class JpaSshKeys implements SshKeys {
  private final Database database;

  public JpaSshKeys(Database database) {
    this.database = database;
  }

  @Override
  public SshKey add(UserId user, String name, PublicKeyLine key, Instant at) {
    return Taken.unless(
        "This key is somebody's.",
        () ->
            database.callInTransaction(em -> {
              var row = SshKeyRow.of(user, name, key, at);
              em.persist(row);
              SshKey added = row.toKey();
              em.flush();
              return added;
            }));
  }

  @Override
  public Optional<SshKey> find(SshKeyId id) {
    return database.callInTransaction(
        em -> Optional.ofNullable(em.find(SshKeyRow.class, id.value())).map(SshKeyRow::toKey));
  }

  @Override
  public Optional<SshKey> byFingerprint(String fingerprint) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select k from SshKeyRow k where k.fingerprint = :fingerprint", SshKeyRow.class)
            .setParameter("fingerprint", fingerprint)
            .getResultStream()
            .findFirst()
            .map(SshKeyRow::toKey));
  }

  @Override
  public List<SshKey> of(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select k from SshKeyRow k where k.user = :user order by k.id", SshKeyRow.class)
            .setParameter("user", user.value())
            .getResultStream()
            .map(SshKeyRow::toKey)
            .toList());
  }

  @Override
  public void used(SshKeyId id, Instant at) {
    database.runInTransaction(em ->
        em.createQuery("update SshKeyRow k set k.lastUsed = :at where k.id = :id")
            .setParameter("at", at)
            .setParameter("id", id.value())
            .executeUpdate());
  }

  @Override
  public void remove(SshKeyId id) {
    database.runInTransaction(em ->
        em.createQuery("delete from SshKeyRow k where k.id = :id")
            .setParameter("id", id.value())
            .executeUpdate());
  }
}
