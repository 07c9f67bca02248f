package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.user.UserId;

/// The numbers of users, which lead to nobody else when their user is gone.
public final class UserNumbers {
  private final Database database;

  public UserNumbers(Database database) {
    this.database = database;
  }

  /// Sees to it that no user to come gets a number up to this one, which somebody had once.
  public void beyond(UserId user) {
    database.runInTransaction(em -> {
      var largest =
          (Number)
              em.createNativeQuery("select coalesce(max(id), 0) from user_account")
                  .getSingleResult();
      long next = Math.max(user.value(), largest.longValue()) + 1;
      em.createNativeQuery("alter sequence user_id restart with " + next).executeUpdate();
    });
  }
}
