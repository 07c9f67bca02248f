package dev.bailey.security;

import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.group.GroupId;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UserGroupsTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final Permission RUN_JOBS = Permission.project(SHOP, ProjectArea.JOBS, Action.RUN);
  private static final Grant RUNNER = Grant.in(SHOP, PermissionSet.JOB_RUNNER);

  private final Office office = new Office();
  private final UserGroups groups = office.security.groups();
  private final User pia = office.hire("pia@example.com");

  UserGroupsTest() {
    office.hire("olga@example.com", Grant.everywhere(PermissionSet.OWNER));
    office.hire("gus@example.com", Grant.everywhere(PermissionSet.SECURITY_ADMIN));
  }

  @Test
  void whoIsInAGroupMayDoWhatItMay() {
    SignedInPia before = new SignedInPia();
    assertThat(before.may(RUN_JOBS)).isFalse();

    Group runners = groups.add(olga(), group("runners", RUNNER));
    groups.assign(olga(), pia.id(), Set.of(runners.id()));
    assertThat(before.may(RUN_JOBS)).isTrue();

    groups.remove(olga(), runners.id());
    assertThat(before.may(RUN_JOBS)).isFalse();
  }

  @Test
  void aNewUserIsInTheGroupsThatEverybodyIsIn() {
    var everybody = new GroupDefinition("everybody", true, List.of(), List.of(RUNNER));
    groups.add(olga(), everybody);

    User dan =
        office
            .security
            .members()
            .add(olga(), UserProfile.of("dan@example.com", "", ""), List.of())
            .user();

    assertThat(groups.of(olga(), dan.id()))
        .extracting(Group::definition)
        .containsExactly(everybody);
    assertThat(groups.of(olga(), pia.id())).isEmpty();
  }

  @Test
  void nobodyHandsOutMoreThanTheyHaveByWayOfAGroup() {
    Group owners = groups.add(olga(), group("owners", Grant.everywhere(PermissionSet.OWNER)));
    Group plain = groups.add(olga(), group("plain"));

    assertRefused(Code.FORBIDDEN, () -> groups.add(gus(), group("runners", RUNNER)));
    assertRefused(Code.FORBIDDEN, () -> groups.change(gus(), plain.id(), group("plain", RUNNER)));
    assertRefused(Code.FORBIDDEN, () -> groups.change(gus(), owners.id(), group("weak")));
    assertRefused(Code.FORBIDDEN, () -> groups.remove(gus(), owners.id()));
    assertRefused(Code.FORBIDDEN, () -> groups.assign(gus(), pia.id(), Set.of(owners.id())));
    assertThat(groups.assign(gus(), pia.id(), Set.of(plain.id()))).containsExactly(plain);
  }

  @Test
  void whoMayNotGiveAGroupMayNotTakeItEither() {
    Group owners = groups.add(olga(), group("owners", Grant.everywhere(PermissionSet.OWNER)));
    Group plain = groups.add(olga(), group("plain"));
    groups.assign(olga(), pia.id(), Set.of(owners.id()));

    assertRefused(Code.FORBIDDEN, () -> groups.assign(gus(), pia.id(), Set.of()));
    assertThat(groups.assign(gus(), pia.id(), Set.of(owners.id(), plain.id())))
        .containsExactly(owners, plain);
  }

  @Test
  void nobodyTakesOverWhoMayDoMoreByWayOfAGroup() {
    Group owners = groups.add(olga(), group("owners", Grant.everywhere(PermissionSet.OWNER)));
    groups.assign(olga(), pia.id(), Set.of(owners.id()));

    assertRefused(Code.FORBIDDEN, () -> office.security.members().resetPassword(gus(), pia.id()));
  }

  @Test
  void whatIsDoneIsAudited() {
    Group runners = groups.add(olga(), group("runners", RUNNER));
    groups.change(olga(), runners.id(), group("drivers", RUNNER));
    groups.assign(olga(), pia.id(), Set.of(runners.id()));
    assertThat(office.lastAudited().event().details()).containsEntry("groups", "drivers");
    groups.remove(olga(), runners.id());

    assertThat(office.audited())
        .filteredOn(line -> line.startsWith("group."))
        .containsExactly(
            "group.added by user:2",
            "group.changed by user:2",
            "group.user.changed by user:2",
            "group.removed by user:2");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertRefused(Code.NOT_FOUND, () -> groups.find(olga(), new GroupId(99)));
    assertRefused(Code.NOT_FOUND, () -> groups.remove(olga(), new GroupId(99)));
    assertRefused(Code.NOT_FOUND, () -> groups.assign(olga(), pia.id(), Set.of(new GroupId(99))));
  }

  private Subject olga() {
    return office.subject("olga@example.com");
  }

  private Subject gus() {
    return office.subject("gus@example.com");
  }

  private static GroupDefinition group(String name, Grant... grants) {
    return new GroupDefinition(name, false, List.of(), List.of(grants));
  }

  /// A session that was there before the change.
  private final class SignedInPia {
    private final SignedIn signedIn = office.signIn("pia@example.com");

    boolean may(Permission permission) {
      return office
          .security
          .access()
          .bySession(signedIn.cookie(), Office.DESK)
          .orElseThrow()
          .may(permission);
    }
  }
}
