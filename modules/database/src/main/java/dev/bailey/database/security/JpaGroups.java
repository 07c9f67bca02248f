package dev.bailey.database.security;

import dev.bailey.database.Database;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.group.Groups;
import dev.bailey.security.user.UserId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Groups in the table `user_group`, their members in `group_member`.
public final class JpaGroups implements Groups {
  private static final String TAKEN = "There is a group of this name.";

  private final Database database;

  public JpaGroups(Database database) {
    this.database = database;
  }

  @Override
  public Group add(GroupDefinition definition, Instant at) {
    return Taken.unless(
        TAKEN,
        () ->
            database.callInTransaction(em -> {
              var row = GroupRow.of(definition, at);
              em.persist(row);
              em.flush();
              return row.toGroup();
            }));
  }

  @Override
  public Optional<Group> find(GroupId id) {
    return database.callInTransaction(
        em -> Optional.ofNullable(em.find(GroupRow.class, id.value())).map(GroupRow::toGroup));
  }

  @Override
  public List<Group> list() {
    return database.callInTransaction(em ->
        em.createQuery("select g from GroupRow g order by g.id", GroupRow.class)
            .getResultStream()
            .map(GroupRow::toGroup)
            .toList());
  }

  @Override
  public List<Group> of(UserId user) {
    return database.callInTransaction(em ->
        em.createQuery(
                "select g from GroupRow g, GroupMemberRow m"
                    + " where m.group = g.id and m.user = :user order by g.id",
                GroupRow.class)
            .setParameter("user", user.value())
            .getResultStream()
            .map(GroupRow::toGroup)
            .toList());
  }

  @Override
  public Group change(GroupId id, UnaryOperator<Group> how) {
    return Taken.unless(
        TAKEN,
        () ->
            database.callInTransaction(em -> {
              GroupRow row =
                  Optional.ofNullable(
                          em.find(GroupRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                      .orElseThrow(() -> missing(id));
              row.take(how.apply(row.toGroup()));
              em.flush();
              return row.toGroup();
            }));
  }

  @Override
  public void remove(GroupId id) {
    database.runInTransaction(em -> {
      deleteMembers(em, "m.group", id.value());
      em.createQuery("delete from GroupRow g where g.id = :id")
          .setParameter("id", id.value())
          .executeUpdate();
    });
  }

  @Override
  public void assign(UserId user, Set<GroupId> groups) {
    database.runInTransaction(em -> {
      deleteMembers(em, "m.user", user.value());
      for (GroupId group : groups) {
        if (em.find(GroupRow.class, group.value()) == null) {
          throw missing(group);
        }
        em.persist(GroupMemberRow.of(user.value(), group.value()));
      }
    });
  }

  private static void deleteMembers(EntityManager em, String of, long id) {
    em.createQuery("delete from GroupMemberRow m where " + of + " = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private static IllegalArgumentException missing(GroupId id) {
    return new IllegalArgumentException("no group " + id);
  }
}
