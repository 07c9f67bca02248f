package dev.bailey.security;

import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.security.AccessException.Code;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.person.Held;
import dev.bailey.security.person.Receipt;
import dev.bailey.security.user.PublicKeyLine;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PersonsTest {
  private static final Grant OWNER = Grant.everywhere(PermissionSet.OWNER);
  private static final Grant SECURITY = Grant.everywhere(PermissionSet.SECURITY_ADMIN);
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICTH/a5/xiS2y+rUvdjCrGcfwTvC3KUeEk6ZQB0lFtyu";

  private final Office office = new Office();
  private final Persons persons = office.security.persons();
  private final User olga = office.hire("olga@example.com", OWNER);
  private final User pia = office.hire("pia@example.com");

  private Subject olga() {
    return office.subject("olga@example.com");
  }

  private void givePiaThings() {
    Subject self = office.subject("pia@example.com");
    office.security.own().createToken(self, "laptop", List.of(), Optional.empty());
    office.stores.sshKeys().add(pia.id(), "desk", PublicKeyLine.parse(KEY), office.clock.instant());
  }

  @Test
  void whatIsHeldIsHandedOutWithoutSecrets() {
    givePiaThings();

    Held held = persons.held(olga(), pia.id());

    assertThat(held.user().profile().login()).isEqualTo("pia@example.com");
    assertThat(held.tokens()).hasSize(1);
    assertThat(held.sshKeys()).hasSize(1);
    assertThat(held.sessions()).hasSize(1);
    assertThat(held.passwordChanged()).contains(pia.createdAt());
    assertThat(office.audited()).last().asString().startsWith("user.personal_data.exported");
  }

  @Test
  void whoIsErasedIsGoneWithAllCredentials() {
    givePiaThings();

    Receipt receipt = persons.erase(olga(), pia.id(), "Pia@example.com");

    assertThat(receipt.tokens()).isEqualTo(1);
    assertThat(receipt.sshKeys()).isEqualTo(1);
    assertThat(receipt.sessions()).isEqualTo(1);
    assertThat(office.stores.users().find(pia.id())).isEmpty();
    assertThat(office.stores.users().password(pia.id())).isEmpty();
    assertThat(office.stores.tokens().everOf(pia.id())).isEmpty();
    assertThat(office.stores.sshKeys().of(pia.id())).isEmpty();
    assertRefused(Code.SIGN_IN_REFUSED, () -> office.signIn("pia@example.com"));
  }

  @Test
  void whatTheyDidStaysUnderAPseudonymAndTheChainHolds() {
    givePiaThings();

    Receipt receipt = persons.erase(olga(), pia.id(), "pia@example.com");

    var lines = office.stores.audit().list(Audit.Query.newest(100));
    assertThat(lines.toString()).doesNotContain("pia@example.com").contains("user-" + pia.id());
    assertThat(office.stores.audit().firstBroken()).isEmpty();
    assertThat(lines.getFirst().event().type()).isEqualTo("user.erased");
    assertThat(lines.getFirst().mac()).isEqualTo(receipt.mac());
  }

  @Test
  void whoIsErasedLeavesNameAndRightsToNobody() {
    persons.erase(olga(), pia.id(), "pia@example.com");

    User another = office.hire("pia@example.com");

    assertThat(another.id()).isNotEqualTo(pia.id());
    assertRefused(Code.NOT_FOUND, () -> persons.erase(olga(), pia.id(), "pia@example.com"));
  }

  @Test
  void nobodyIsErasedByMistake() {
    assertRefused(Code.INVALID, () -> persons.erase(olga(), pia.id(), "olga@example.com"));
    assertRefused(Code.INVALID, () -> persons.erase(olga(), olga.id(), "olga@example.com"));
    assertRefused(Code.NOT_FOUND, () -> persons.erase(olga(), new UserId(99), "x"));

    assertThat(office.stores.users().find(pia.id())).contains(pia);
    assertThat(office.audited()).noneMatch(line -> line.startsWith("user.eras"));
  }

  @Test
  void whoMayNotLookAfterPersonalDataIsRefused() {
    office.hire("gus@example.com", SECURITY);
    Subject gus = office.subject("gus@example.com");

    assertRefused(Code.FORBIDDEN, () -> persons.held(gus, pia.id()));
    assertRefused(Code.FORBIDDEN, () -> persons.erase(gus, pia.id(), "pia@example.com"));
    Subject self = office.subject("pia@example.com");
    assertRefused(Code.FORBIDDEN, () -> persons.held(self, pia.id()));
  }
}
