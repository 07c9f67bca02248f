package dev.bailey.security.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every keeper of groups must do.
public interface GroupsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Groups groups();

  /// A user that the keeper's surroundings know.
  UserId user();

  /// Another.
  UserId otherUser();

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var grants =
        List.of(
            Grant.everywhere(PermissionSet.ACCOUNT_VIEWER),
            Grant.in(new ProjectId(7), PermissionSet.DEVELOPER));
    var definition =
        new GroupDefinition("Finance", true, List.of("cn=finance,dc=example", "fin"), grants);

    Group added = groups().add(definition, NOON);

    assertThat(groups().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
    assertThat(groups().list()).containsExactly(added);
  }

  @Test
  default void aNameIsUsedOnce() {
    add("Finance");
    Group other = add("Sales");

    assertTaken(() -> add("Finance"));
    assertTaken(() -> groups().change(other.id(), group -> group.defined(named("Finance"), NOON)));
    assertThat(groups().find(other.id())).contains(other);
  }

  @Test
  default void aChangeIsKept() {
    Group added = add("Finance");
    var definition = new GroupDefinition("Money", false, List.of(), List.of());

    Group changed =
        groups().change(added.id(), group -> group.defined(definition, NOON.plusSeconds(1)));

    assertThat(groups().find(added.id())).contains(changed);
    assertThat(changed.definition()).isEqualTo(definition);
  }

  @Test
  default void aUserIsInTheGroupsOfTheLastAssignment() {
    Group finance = add("Finance");
    Group sales = add("Sales");
    groups().assign(user(), Set.of(finance.id(), sales.id()));
    groups().assign(otherUser(), Set.of(finance.id()));

    assertThat(groups().of(user())).containsExactly(finance, sales);
    groups().assign(user(), Set.of(sales.id()));
    assertThat(groups().of(user())).containsExactly(sales);
    assertThat(groups().of(otherUser())).containsExactly(finance);
    groups().assign(user(), Set.of());
    assertThat(groups().of(user())).isEmpty();
  }

  @Test
  default void whatWasRemovedHasNoMembers() {
    Group finance = add("Finance");
    groups().assign(user(), Set.of(finance.id()));

    groups().remove(finance.id());
    groups().remove(finance.id());

    assertThat(groups().find(finance.id())).isEmpty();
    assertThat(groups().of(user())).isEmpty();
  }

  @Test
  default void nobodyIsPutIntoAGroupThatIsNone() {
    var none = new GroupId(add("Finance").id().value() + 1000);

    assertThatThrownBy(() -> groups().assign(user(), Set.of(none)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> groups().change(none, group -> group))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Group add(String name) {
    return groups().add(named(name), NOON);
  }

  private static GroupDefinition named(String name) {
    return new GroupDefinition(
        name, false, List.of(), List.of(Grant.everywhere(PermissionSet.MEMBER)));
  }

  private static void assertTaken(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessException.Code.TAKEN));
  }
}
