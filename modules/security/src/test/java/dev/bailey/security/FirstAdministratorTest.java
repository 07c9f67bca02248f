package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Permission;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FirstAdministratorTest {
  private static final Secret CHOSEN = Secret.of("a much better password");

  private final Office office = new Office();
  private final FirstAdministrator first = office.security.firstAdministrator();

  @Test
  void theFirstWayInIsAOneTimePasswordThatMustBeChanged() {
    Members.Invited invited = first.invite().orElseThrow();
    SignedIn signedIn =
        office.security.access().signIn("admin", invited.password(), Optional.empty(), DESK);
    assertThat(signedIn.subject().duty()).contains(Duty.CHANGE_PASSWORD);

    Subject admin =
        office
            .security
            .own()
            .changePassword(signedIn.subject(), invited.password(), CHOSEN)
            .subject();

    assertThat(admin.may(Permission.account(AccountArea.USERS, Action.CREATE))).isTrue();
    assertThat(office.security.access().bySession(signedIn.cookie(), DESK)).isEmpty();
    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> office.security.access().signIn("admin", invited.password(), Optional.empty(), DESK));
  }

  @Test
  void aPasswordThatNobodyUsedIsReplacedByTheNextStart() {
    Secret lost = first.invite().orElseThrow().password();
    Secret next = first.invite().orElseThrow().password();

    assertThat(office.stores.users().list()).hasSize(1);
    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> office.security.access().signIn("admin", lost, Optional.empty(), DESK));
    assertThat(office.security.access().signIn("admin", next, Optional.empty(), DESK)).isNotNull();
  }

  @Test
  void onceSomebodySignedInThereIsNoSuchWayAnyMore() {
    Secret password = first.invite().orElseThrow().password();
    office.security.access().signIn("admin", password, Optional.empty(), DESK);

    assertThat(first.invite()).isEmpty();
  }

  @Test
  void whereThereAreUsersThereIsNoSuchWay() {
    office.hire("ada@example.com");

    assertThat(first.invite()).isEmpty();
  }

  @Test
  void theOneTimePasswordDoesNotLast() {
    Members.Invited invited = first.invite().orElseThrow();
    office.clock.pass(Duration.ofDays(3));

    assertThat(invited.validUntil()).isEqualTo(office.clock.instant());
    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> office.security.access().signIn("admin", invited.password(), Optional.empty(), DESK));
  }
}
