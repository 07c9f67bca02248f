package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MembersTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final Grant OWNER = Grant.everywhere(PermissionSet.OWNER);
  private static final Grant SECURITY = Grant.everywhere(PermissionSet.SECURITY_ADMIN);

  private final Office office = new Office();
  private final Members members = office.security.members();
  private final User owner = office.hire("olga@example.com", OWNER);
  private final User guard = office.hire("gus@example.com", SECURITY);
  private final User plain = office.hire("pia@example.com");

  @Test
  void whoIsAddedSignsInWithAOneTimePassword() {
    var grants = List.of(Grant.in(SHOP, PermissionSet.DEVELOPER));
    Members.Invited invited = members.add(olga(), profile("dan@example.com"), grants);

    Subject dan =
        office
            .security
            .access()
            .signIn("dan@example.com", invited.password(), Optional.empty(), DESK)
            .subject();

    assertThat(dan.duty()).contains(Duty.CHANGE_PASSWORD);
    assertThat(invited.user().grants()).isEqualTo(grants);
    assertThat(office.lastAudited().toString()).doesNotContain(invited.password().reveal());
  }

  @Test
  void usersWithoutRightsSeeOnlyThemselves() {
    Subject pia = office.subject("pia@example.com");

    assertThat(members.find(pia, plain.id()).id()).isEqualTo(plain.id());
    assertRefused(Code.FORBIDDEN, () -> members.find(pia, owner.id()));
    assertRefused(Code.FORBIDDEN, () -> members.list(pia));
    assertRefused(Code.FORBIDDEN, () -> members.add(pia, profile("x@example.com"), List.of()));
    assertRefused(Code.FORBIDDEN, () -> members.grant(pia, plain.id(), List.of(OWNER)));
    assertRefused(Code.FORBIDDEN, () -> members.setActive(pia, owner.id(), false));
    assertRefused(Code.FORBIDDEN, () -> members.resetPassword(pia, owner.id()));
  }

  @Test
  void nobodyGivesMoreThanTheyHave() {
    Subject gus = office.subject("gus@example.com");

    assertRefused(Code.FORBIDDEN, () -> members.grant(gus, guard.id(), List.of(OWNER)));
    assertRefused(Code.FORBIDDEN, () -> members.add(gus, profile("x@example.com"), List.of(OWNER)));
    assertThat(members.grant(gus, plain.id(), List.of(SECURITY)).grants())
        .containsExactly(SECURITY);
  }

  @Test
  void nobodyTakesOverWhoMayDoMore() {
    Subject gus = office.subject("gus@example.com");

    assertRefused(Code.FORBIDDEN, () -> members.resetPassword(gus, owner.id()));
    assertRefused(Code.FORBIDDEN, () -> members.grant(gus, owner.id(), List.of()));
    assertRefused(Code.FORBIDDEN, () -> members.setActive(gus, owner.id(), false));
    assertRefused(
        Code.FORBIDDEN, () -> members.rename(gus, owner.id(), profile("gus2@example.com")));
    assertThat(members.resetPassword(gus, plain.id()).user()).isEqualTo(find(plain.id()));
  }

  @Test
  void theLastOwnerStays() {
    Subject olga = olga();

    assertRefused(Code.INVALID, () -> members.setActive(olga, owner.id(), false));
    assertRefused(Code.INVALID, () -> members.grant(olga, owner.id(), List.of()));
  }

  @Test
  void whoIsShutOutIsOutAtOnceAndMayComeBack() {
    SignedIn pia = office.signIn("pia@example.com");
    members.setActive(olga(), plain.id(), false);

    assertThat(office.security.access().bySession(pia.cookie(), DESK)).isEmpty();
    members.setActive(olga(), plain.id(), true);
    assertThat(office.signIn("pia@example.com")).isNotNull();
    assertThat(office.security.access().bySession(pia.cookie(), DESK)).isEmpty();
  }

  @Test
  void aResetPasswordEndsSessions() {
    SignedIn pia = office.signIn("pia@example.com");
    Members.Invited invited = members.resetPassword(olga(), plain.id());

    assertThat(office.security.access().bySession(pia.cookie(), DESK)).isEmpty();
    assertRefused(Code.SIGN_IN_REFUSED, () -> office.signIn("pia@example.com"));
    assertThat(
            office
                .security
                .access()
                .signIn("pia@example.com", invited.password(), Optional.empty(), DESK))
        .isNotNull();
  }

  @Test
  void aTakenLoginAndAnUnknownUserAreToldApart() {
    assertRefused(Code.TAKEN, () -> members.add(olga(), profile("PIA@example.com"), List.of()));
    assertRefused(Code.NOT_FOUND, () -> members.find(olga(), new UserId(1000)));
    assertRefused(Code.NOT_FOUND, () -> members.setActive(olga(), new UserId(1000), false));
  }

  private Subject olga() {
    return office.subject("olga@example.com");
  }

  private User find(UserId id) {
    return office.stores.users().find(id).orElseThrow();
  }

  private static UserProfile profile(String login) {
    return UserProfile.of(login, "", "");
  }
}
