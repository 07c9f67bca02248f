package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Office.PASSWORD;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.factor.RecoveryCodes;
import dev.bailey.security.factor.SecondFactor;
import dev.bailey.security.factor.Totp;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OwnSecondFactorTest {
  private static final String ADA = "ada@example.com";
  private static final Permission READ_USERS = Permission.account(AccountArea.USERS, Action.READ);

  private final Office office = new Office();
  private final Access access = office.security.access();
  private final OwnSecondFactor own = office.security.secondFactor();
  private final User ada = office.hire(ADA, Grant.everywhere(PermissionSet.OWNER));

  @Test
  void whatIsNotConfirmedIsNotAskedFor() {
    own.begin(office.subject(ADA), PASSWORD);

    assertThat(office.signIn(ADA).subject().user()).isPresent();
    assertThat(own.find(office.subject(ADA))).isEmpty();
  }

  @Test
  void onceConfirmedTheCodeIsAskedFor() {
    Secret key = enrol().key();

    assertRefused(Code.SECOND_FACTOR_REQUIRED, () -> signIn(Optional.empty()));
    office.clock.pass(Duration.ofSeconds(30));
    SignedIn signedIn = signIn(Optional.of(now(key)));

    assertThat(signedIn.subject().may(READ_USERS)).isTrue();
    assertThat(office.lastAudited().event().details())
        .containsEntry("second_factor", "authenticator");
  }

  @Test
  void aWrongPasswordIsNotToldFromOneThatLacksACode() {
    enrol();

    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> access.signIn(ADA, Secret.of("wrong"), Optional.of(Secret.of("123456")), DESK));
    assertRefused(
        Code.SIGN_IN_REFUSED, () -> access.signIn(ADA, Secret.of("wrong"), Optional.empty(), DESK));
  }

  @Test
  void aCodeIsGoodOnceAndSoAreAllBeforeIt() {
    Secret key = enrol().key();
    Secret before = now(key);
    office.clock.pass(Duration.ofSeconds(30));
    Secret code = now(key);
    signIn(Optional.of(code));

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(code)));
    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(before)));
    assertThat(office.audited()).endsWith("login.second_factor.failed by anonymous");
  }

  @Test
  void theCodeThatConfirmedIsUsedUp() {
    Secret key = enrol().key();

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(now(key))));
  }

  @Test
  void whoKnowsThePasswordAndGuessesTheCodeIsSlowedDown() {
    enrol();
    for (int i = 0; i < 2; i++) {
      assertRefused(Code.SECOND_FACTOR_REQUIRED, () -> signIn(Optional.empty()));
      assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(Secret.of("000000"))));
    }
    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(Secret.of("000000"))));

    assertRefused(Code.THROTTLED, () -> signIn(Optional.of(Secret.of("000000"))));
  }

  @Test
  void aRecoveryCodeStandsInOnceHoweverItIsTyped() {
    RecoveryCodes codes = enrol().codes();
    assertThat(codes.codes()).hasSize(10).doesNotHaveDuplicates();
    String typed = codes.codes().getFirst().reveal().toUpperCase(java.util.Locale.ROOT);
    Secret code = Secret.of(" " + typed.replace("-", " "));

    signIn(Optional.of(code));

    assertThat(office.lastAudited().event().details())
        .containsEntry("second_factor", "recovery code");
    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(code)));
    assertThat(kept().recovery()).hasSize(9);
  }

  @Test
  void confirmingEndsAllSessionsButGivesANewOne() {
    SignedIn elsewhere = office.signIn(ADA);
    SignedIn renewed = enrol().signedIn();

    assertThat(access.bySession(elsewhere.cookie(), DESK)).isEmpty();
    assertThat(access.bySession(renewed.cookie(), DESK)).isPresent();
  }

  @Test
  void confirmingTakesACodeOfTheKey() {
    Subject subject = office.subject(ADA);
    assertRefused(Code.INVALID, () -> own.confirm(subject, Secret.of("123456")));
    own.begin(subject, PASSWORD);

    assertRefused(Code.INVALID, () -> own.confirm(subject, Secret.of("000000")));
  }

  @Test
  void nothingIsChangedWithoutThePasswordAndTheSecondFactor() {
    assertRefused(Code.SIGN_IN_REFUSED, () -> own.begin(office.subject(ADA), Secret.of("wrong")));
    Enrolled enrolled = enrol();
    Subject subject = enrolled.signedIn().subject();
    Secret recovery = enrolled.codes().codes().getFirst();

    assertRefused(Code.INVALID, () -> own.begin(subject, PASSWORD));
    assertRefused(Code.SIGN_IN_REFUSED, () -> own.remove(subject, Secret.of("wrong"), recovery));
    assertRefused(Code.SIGN_IN_REFUSED, () -> own.remove(subject, PASSWORD, Secret.of("000000")));
    assertThat(own.find(subject)).isPresent();
    own.remove(subject, PASSWORD, recovery);
    assertThat(own.find(subject)).isEmpty();
    assertThat(signIn(Optional.empty()).subject().user()).isPresent();
  }

  @Test
  void newRecoveryCodesMakeTheOldOnesWorthless() {
    Enrolled enrolled = enrol();
    List<Secret> old = enrolled.codes().codes();

    RecoveryCodes renewed =
        own.renewRecoveryCodes(enrolled.signedIn().subject(), PASSWORD, old.getFirst());

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn(Optional.of(old.getLast())));
    assertThat(signIn(Optional.of(renewed.codes().getLast())).subject().user()).isPresent();
  }

  @Test
  void whereOneIsRequiredNothingElseMayBeDoneBeforeItIsSetUp() {
    var strict = new Office(InMemorySecurity.settings().requiringSecondFactor(true));
    strict.hire(ADA, Grant.everywhere(PermissionSet.OWNER));
    Subject bound = strict.subject(ADA);

    assertThat(bound.duty()).contains(Duty.ENROL_SECOND_FACTOR);
    assertThat(bound.may(Permission.own(OwnArea.TOKENS, Action.CREATE))).isFalse();
    assertRefused(Code.SECOND_FACTOR_MUST_ENROL, () -> bound.require(READ_USERS));
    var key = strict.security.secondFactor().begin(bound, PASSWORD).key();
    Subject free =
        strict
            .security
            .secondFactor()
            .confirm(bound, Secret.of(Totp.code(key, strict.clock.instant())))
            .signedIn()
            .subject();
    assertThat(free.duty()).isEmpty();
    assertThat(free.may(READ_USERS)).isTrue();
  }

  @Test
  void anAdministratorTakesAwayWhatWasLost() {
    SignedIn lost = enrol().signedIn();
    office.hire("olga@example.com", Grant.everywhere(PermissionSet.OWNER));

    office.security.members().removeSecondFactor(office.subject("olga@example.com"), ada.id());

    assertThat(access.bySession(lost.cookie(), DESK)).isEmpty();
    assertThat(office.lastAudited().event().type()).isEqualTo("user.second_factor.reset");
    assertThat(signIn(Optional.empty()).subject().user()).isPresent();
  }

  @Test
  void nobodyTakesItFromWhoMayDoMore() {
    enrol();
    office.hire("gus@example.com", Grant.everywhere(PermissionSet.SECURITY_ADMIN));

    assertRefused(
        Code.FORBIDDEN,
        () ->
            office
                .security
                .members()
                .removeSecondFactor(office.subject("gus@example.com"), ada.id()));
  }

  private record Enrolled(Secret key, SignedIn signedIn, RecoveryCodes codes) {}

  private Enrolled enrol() {
    Subject subject = office.subject(ADA);
    Secret key = own.begin(subject, PASSWORD).key();
    OwnSecondFactor.Confirmed confirmed = own.confirm(subject, now(key));
    return new Enrolled(key, confirmed.signedIn(), confirmed.codes());
  }

  private Secret now(Secret key) {
    return Secret.of(Totp.code(key, office.clock.instant()));
  }

  private SignedIn signIn(Optional<Secret> code) {
    return access.signIn(ADA, PASSWORD, code, DESK);
  }

  private SecondFactor kept() {
    return office.stores.secondFactors().of(ada.id()).orElseThrow();
  }
}
