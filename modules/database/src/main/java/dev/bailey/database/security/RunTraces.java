package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.person.Pseudonym;
import dev.bailey.security.person.Traces;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;

/// What runs tell of people. Who started or cancelled one stands there as a reference; what users
/// and warehouses wrote may name somebody.
final class RunTraces implements Traces {
  private final Database database;

  RunTraces(Database database) {
    this.database = database;
  }

  /// Puts references where runs of earlier versions have a login.
  static void refer(EntityManager em, String login, long user) {
    String reference = "user:" + user;
    em.createQuery("update RunRow r set r.actor = :reference where r.actor = :login")
        .setParameter("reference", reference)
        .setParameter("login", login)
        .executeUpdate();
    em.createQuery("update RunRow r set r.message = :new where r.message = :old")
        .setParameter("new", "Cancelled by " + reference)
        .setParameter("old", "Cancelled by " + login)
        .executeUpdate();
  }

  @Override
  public long forget(Pseudonym who) {
    return database.callInTransaction(em -> {
      long changed = 0;
      for (String field : List.of("actor", "cause", "message")) {
        for (String word : who.words()) {
          changed += forget(em, field, word, who);
        }
      }
      return changed;
    });
  }

  /// @param field one of three fixed names
  private static long forget(EntityManager em, String field, String word, Pseudonym who) {
    List<String> texts =
        em.createQuery(
                "select distinct r.%1$s from RunRow r where lower(r.%1$s) like :word escape '!'"
                    .formatted(field),
                String.class)
            .setParameter(
                "word", "%" + word.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%")
            .getResultList();
    return texts.stream()
        .filter(text -> !who.in(text).equals(text))
        .mapToLong(text ->
            em.createQuery("update RunRow r set r.%1$s = :new where r.%1$s = :old".formatted(field))
                .setParameter("new", who.in(text))
                .setParameter("old", text)
                .executeUpdate())
        .sum();
  }
}
