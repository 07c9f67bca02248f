package dev.bailey.security.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.EnvironmentCategory;
import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every keeper of users must do.
public interface UsersContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Users users();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  @Test
  default void whoWasAddedIsFoundAgainInFull() {
    var grants =
        List.of(
            Grant.everywhere(PermissionSet.ACCOUNT_VIEWER),
            new Grant(
                PermissionSet.DEVELOPER,
                Optional.of(project()),
                Set.of(EnvironmentCategory.DEVELOPMENT, EnvironmentCategory.STAGING)),
            new Grant(PermissionSet.ANALYST, Optional.of(project()), Set.of()));
    var profile = UserProfile.of("Ada@Example.com", "Ada", "Lovelace");

    User added = users().add(profile, grants, NOON);

    assertThat(users().find(added.id())).contains(added);
    assertThat(added.grants()).isEqualTo(grants);
    assertThat(added.profile()).isEqualTo(profile);
    assertThat(added.active()).isTrue();
    assertThat(users().list()).containsExactly(added);
  }

  @Test
  default void theCaseOfALoginDoesNotMatter() {
    User ada = add("Ada@Example.com");

    assertThat(users().byLogin(" ADA@example.COM")).contains(ada);
    assertThat(users().byLogin("bob@example.com")).isEmpty();
  }

  @Test
  default void whoIsKnownElsewhereIsFoundByThat() {
    var uuid = new ExternalId("ldap", "uuid-1");
    User ada = users().addExternal(uuid, UserProfile.of("ada@example.com", "A", "B"), NOON);
    add("bob@example.com");

    assertThat(users().byExternalId(uuid)).contains(ada);
    assertThat(ada.external()).contains(uuid);
    assertThat(users().byExternalId(new ExternalId("ldap", "uuid-2"))).isEmpty();
    assertThat(users().byExternalId(new ExternalId("other", "uuid-1"))).isEmpty();
    assertTaken(() -> users().addExternal(uuid, UserProfile.of("eve@example.com", "A", "B"), NOON));
  }

  @Test
  default void aLoginIsUsedOnce() {
    add("ada@example.com");
    User bob = add("bob@example.com");

    assertTaken(() -> add("ADA@example.com"));
    var ada = UserProfile.of("ada@example.com", "Bob", "");
    assertTaken(() -> users().change(bob.id(), user -> user.renamed(ada, NOON)));
    assertThat(users().find(bob.id())).contains(bob);
  }

  @Test
  default void aChangeIsKept() {
    User added = add("ada@example.com");
    User changed =
        users()
            .change(
                added.id(),
                user ->
                    user.granted(List.of(Grant.in(project(), PermissionSet.ADMIN)), NOON)
                        .active(false, NOON.plusSeconds(2))
                        .signedIn(NOON.plusSeconds(3)));

    assertThat(users().find(added.id())).contains(changed);
    assertThat(changed.lastLogin()).contains(NOON.plusSeconds(3));
    users().change(added.id(), user -> user.granted(List.of(), NOON));
    assertThat(users().find(added.id())).get().extracting(User::grants).isEqualTo(List.of());
  }

  @Test
  default void aChangeThatThrowsChangesNothing() {
    User added = add("ada@example.com");

    assertThatThrownBy(() ->
            users()
                .change(
                    added.id(),
                    _ -> {
                      throw new IllegalStateException("on second thoughts");
                    }))
        .hasMessage("on second thoughts");
    assertThat(users().find(added.id())).contains(added);
  }

  @Test
  default void ofManyChangesAtOnceNoneIsLost() {
    User added = add("ada@example.com");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(_ -> CompletableFuture.runAsync(() -> appendLetter(added.id()), threads))
              .toList();
      all.forEach(CompletableFuture::join);
    }

    assertThat(users().find(added.id()))
        .get()
        .extracting(user -> user.profile().firstName())
        .isEqualTo("Axxxxxxxx");
  }

  @Test
  default void anUnknownUserCannotBeChanged() {
    var unknown = new UserId(add("ada@example.com").id().value() + 1000);

    assertThatThrownBy(() -> users().change(unknown, user -> user))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void aPasswordIsKeptApartFromItsUser() {
    User ada = add("ada@example.com");
    var first = new StoredPassword("$hash$one", true, NOON, Optional.of(NOON.plusSeconds(60)));
    var second = new StoredPassword("$hash$two", false, NOON.plusSeconds(5), Optional.empty());

    assertThat(users().password(ada.id())).isEmpty();
    users().setPassword(ada.id(), first);
    assertThat(users().password(ada.id())).contains(first);
    users().setPassword(ada.id(), second);
    assertThat(users().password(ada.id())).contains(second);
    assertThat(users().replacePassword(ada.id(), first, first)).isFalse();
    assertThat(users().replacePassword(ada.id(), second, first)).isTrue();
    assertThat(users().password(ada.id())).contains(first);
    users().removePassword(ada.id());
    assertThat(users().password(ada.id())).isEmpty();
  }

  private void appendLetter(UserId id) {
    users()
        .change(
            id,
            user -> {
              var profile = user.profile();
              String longer = profile.firstName() + "x";
              return user.renamed(
                  new UserProfile(profile.login(), profile.email(), longer, profile.lastName()),
                  NOON);
            });
  }

  private User add(String email) {
    return users().add(UserProfile.of(email, "A", "B"), List.of(), NOON);
  }

  private static void assertTaken(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessException.Code.TAKEN));
  }
}
