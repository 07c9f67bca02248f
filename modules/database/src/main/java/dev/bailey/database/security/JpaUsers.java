package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.database.Seals;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import dev.bailey.security.user.Users;
import dev.bailey.storage.keys.KeyRing;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Users in the table `user_account`, their passwords in `user_password`.
public final class JpaUsers implements Users {
  private static final String TAKEN = "This login is somebody's.";

  private final Database database;

  private final Logins logins;

  JpaUsers(Database database, Logins logins) {
    this.database = database;
    this.logins = logins;
    database.runInTransaction(this::sealAll);
  }

  /// @param ring lent, not closed
  /// @param seals of the same ring
  public JpaUsers(Database database, KeyRing ring, Seals seals) {
    this(database, new Logins(ring, seals));
  }

  /// Rows of earlier versions have everything in the open, and runs of earlier versions name who
  /// started them; does nothing when there are none.
  private void sealAll(EntityManager em) {
    em.createQuery("select u from UserRow u where u.sealedProfile is null", UserRow.class)
        .getResultList()
        .forEach(row -> {
          RunTraces.refer(em, row.openLogin(), row.id());
          row.seal(logins);
        });
  }

  private User added(UserRow row, UserProfile profile, Optional<ExternalId> external) {
    return database.callInTransaction(em -> {
      em.persist(row);
      row.take(profile, external, logins);
      em.flush();
      return row.toUser(logins);
    });
  }

  @Override
  public User add(UserProfile profile, List<Grant> grants, Instant at) {
    return Taken.unless(TAKEN, () -> added(UserRow.of(grants, at), profile, Optional.empty()));
  }

  @Override
  public User addExternal(ExternalId external, UserProfile profile, Instant at) {
    return Taken.unless(
        TAKEN, () -> added(UserRow.of(List.of(), at), profile, Optional.of(external)));
  }

  @Override
  public Optional<User> byExternalId(ExternalId external) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select u from UserRow u where u.provider = :provider and u.subject = :subject",
                UserRow.class)
            .setParameter("provider", external.provider())
            .setParameter("subject", logins.hash(external.subject()))
            .getResultStream()
            .findFirst()
            .map(row -> row.toUser(logins)));
  }

  @Override
  public Optional<User> find(UserId id) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(UserRow.class, id.value())).map(row -> row.toUser(logins)));
  }

  @Override
  public Optional<User> byLogin(String login) {
    return database.callInTransaction(em ->
        em.createQuery("select u from UserRow u where u.login = :login", UserRow.class)
            .setParameter("login", logins.hash(UserProfile.fold(login)))
            .getResultStream()
            .findFirst()
            .map(row -> row.toUser(logins)));
  }

  @Override
  public List<User> list() {
    return database.callInTransaction(em ->
        em.createQuery("select u from UserRow u order by u.id", UserRow.class)
            .getResultStream()
            .map(row -> row.toUser(logins))
            .toList());
  }

  @Override
  public User change(UserId id, UnaryOperator<User> how) {
    return Taken.unless(
        TAKEN,
        () ->
            database.callInTransaction(em -> {
              UserRow row = lock(em, id);
              row.take(how.apply(row.toUser(logins)), logins);
              em.flush();
              return row.toUser(logins);
            }));
  }

  @Override
  public Optional<StoredPassword> password(UserId user) {
    return database.callInTransaction(em ->
        Optional.ofNullable(em.find(PasswordRow.class, user.value())).map(PasswordRow::toPassword));
  }

  @Override
  public void setPassword(UserId user, StoredPassword password) {
    database.runInTransaction(em -> {
      lock(em, user);
      password(em, user).take(password);
    });
  }

  @Override
  public boolean replacePassword(UserId user, StoredPassword expected, StoredPassword password) {
    return database.callInTransaction(em -> {
      lock(em, user);
      Optional<PasswordRow> row =
          Optional.ofNullable(em.find(PasswordRow.class, user.value()))
              .filter(known -> known.toPassword().equals(expected));
      row.ifPresent(known -> known.take(password));
      return row.isPresent();
    });
  }

  @Override
  public void remove(UserId user) {
    database.runInTransaction(em -> {
      UserRow row = lock(em, user);
      Optional.ofNullable(em.find(PasswordRow.class, user.value())).ifPresent(em::remove);
      em.flush(); // It refers to the user.
      em.remove(row);
    });
  }

  @Override
  public void removePassword(UserId user) {
    database.runInTransaction(em -> {
      lock(em, user);
      Optional.ofNullable(em.find(PasswordRow.class, user.value())).ifPresent(em::remove);
    });
  }

  /// The row, which nobody else can change until this transaction has ended.
  private static UserRow lock(EntityManager em, UserId id) {
    return Optional.ofNullable(em.find(UserRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(() -> new IllegalArgumentException("no user " + id));
  }

  private static PasswordRow password(EntityManager em, UserId user) {
    return Optional.ofNullable(em.find(PasswordRow.class, user.value()))
        .orElseGet(() -> {
          var row = PasswordRow.of(user);
          em.persist(row);
          return row;
        });
  }
}
