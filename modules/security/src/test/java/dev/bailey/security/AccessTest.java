package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Office.PASSWORD;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.user.StoredPassword;
import dev.bailey.security.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AccessTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final Permission RUN_JOBS = Permission.project(SHOP, ProjectArea.JOBS, Action.RUN);

  private final Office office = new Office();
  private final Access access = office.security.access();

  @Test
  void whoKnowsThePasswordGetsASession() {
    User ada = office.hire("ada@example.com");

    SignedIn signedIn = access.signIn("Ada@Example.com ", PASSWORD, Optional.empty(), DESK);

    assertThat(access.bySession(signedIn.cookie(), DESK).flatMap(Subject::user))
        .get()
        .extracting(User::id)
        .isEqualTo(ada.id());
    assertThat(signedIn.cookie().reveal()).hasSize(43);
    assertThat(office.audited()).containsExactly("login.password.succeeded by user:1");
  }

  @Test
  void aWrongPasswordAndAnUnknownLoginLookTheSame() {
    office.hire("ada@example.com");

    var wrong =
        assertRefused(
            Code.SIGN_IN_REFUSED,
            () -> access.signIn("ada@example.com", Secret.of("no"), Optional.empty(), DESK));
    var unknown =
        assertRefused(
            Code.SIGN_IN_REFUSED,
            () -> access.signIn("eve@example.com", Secret.of("no"), Optional.empty(), DESK));

    assertThat(unknown).hasMessage(wrong.getMessage());
    assertThat(office.audited())
        .containsExactly(
            "login.password.failed by anonymous", "login.password.failed by anonymous");
  }

  @Test
  void whatWasTypedAsALoginIsNotAudited() {
    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> access.signIn("my-secret-password", PASSWORD, Optional.empty(), DESK));

    assertThat(office.lastAudited().toString()).doesNotContain("my-secret-password");
  }

  @Test
  void whoIsShutOutDoesNotComeInAnyWay() {
    User ada = office.hire("ada@example.com");
    Subject subject = office.subject("ada@example.com");
    var token =
        office.security.own().createToken(subject, "script", List.of(), Optional.empty()).text();
    SignedIn signedIn = office.signIn("ada@example.com");
    office.stores.users().change(ada.id(), user -> user.active(false, office.clock.instant()));

    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> access.signIn("ada@example.com", PASSWORD, Optional.empty(), DESK));
    assertThat(access.bySession(signedIn.cookie(), DESK)).isEmpty();
    assertThat(access.byToken(token, DESK)).isEmpty();
  }

  @Test
  void aSessionEndsWhenItIsIdleAndInAnyCaseSomeTime() {
    office.hire("ada@example.com");
    SignedIn idle = office.signIn("ada@example.com");
    office.clock.pass(Duration.ofMinutes(30));
    assertThat(access.bySession(idle.cookie(), DESK)).isEmpty();

    SignedIn used = office.signIn("ada@example.com");
    for (int i = 0; i < 35; i++) {
      office.clock.pass(Duration.ofMinutes(20));
      assertThat(access.bySession(used.cookie(), DESK)).as("after %d", i).isPresent();
    }
    office.clock.pass(Duration.ofMinutes(20));
    assertThat(access.bySession(used.cookie(), DESK)).isEmpty();
    assertThat(used.until()).isEqualTo(office.clock.instant());
  }

  @Test
  void signingOutEndsTheSessionAndNoOther() {
    office.hire("ada@example.com");
    SignedIn one = office.signIn("ada@example.com");
    SignedIn other = office.signIn("ada@example.com");

    access.signOut(one.subject());

    assertThat(access.bySession(one.cookie(), DESK)).isEmpty();
    assertThat(access.bySession(other.cookie(), DESK)).isPresent();
  }

  @Test
  void everySignInHasACookieOfItsOwn() {
    office.hire("ada@example.com");

    assertThat(office.signIn("ada@example.com").cookie())
        .isNotEqualTo(office.signIn("ada@example.com").cookie());
  }

  @Test
  void neitherCookiesNorTokensAreKept() {
    office.hire("ada@example.com");
    SignedIn signedIn = office.signIn("ada@example.com");

    assertThat(office.stores.sessions().byHash(signedIn.cookie().reveal())).isEmpty();
    assertThat(office.stores.sessions().byHash(Keys.hash(signedIn.cookie()))).isPresent();
  }

  @Test
  void rightsThatAreTakenAwayAreGoneWithTheNextRequest() {
    User ada = office.hire("ada@example.com", Grant.in(SHOP, PermissionSet.JOB_RUNNER));
    SignedIn signedIn = office.signIn("ada@example.com");
    assertThat(signedIn.subject().may(RUN_JOBS)).isTrue();

    office.stores.users().change(ada.id(), user -> user.granted(List.of(), office.clock.instant()));

    assertThat(access.bySession(signedIn.cookie(), DESK).orElseThrow().may(RUN_JOBS)).isFalse();
  }

  @Test
  void whoHasAOneTimePasswordMayOnlyChangeIt() {
    User ada = office.hire("ada@example.com", Grant.everywhere(PermissionSet.OWNER));
    office
        .stores
        .users()
        .setPassword(
            ada.id(),
            new StoredPassword(
                office.stores.users().password(ada.id()).orElseThrow().hash(),
                true,
                office.clock.instant(),
                Optional.empty()));

    Subject subject = office.subject("ada@example.com");

    assertThat(subject.duty()).contains(Duty.CHANGE_PASSWORD);
    assertThat(subject.may(Permission.own(OwnArea.PASSWORD, Action.WRITE))).isTrue();
    assertThat(subject.may(Permission.own(OwnArea.TOKENS, Action.CREATE))).isFalse();
    assertRefused(
        Code.PASSWORD_MUST_CHANGE,
        () -> subject.require(Permission.account(AccountArea.USERS, Action.READ)));
  }

  @Test
  void anExpiredPasswordOpensNothing() {
    User ada = office.hire("ada@example.com");
    String hash = office.stores.users().password(ada.id()).orElseThrow().hash();
    var tomorrow = office.clock.instant().plus(Duration.ofDays(1));
    office
        .stores
        .users()
        .setPassword(
            ada.id(),
            new StoredPassword(hash, true, office.clock.instant(), Optional.of(tomorrow)));
    office.clock.pass(Duration.ofDays(1));

    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> access.signIn("ada@example.com", PASSWORD, Optional.empty(), DESK));
  }

  @Test
  void nobodyMayDoNothing() {
    Subject nobody = access.nobody(DESK);

    assertThat(nobody.may(Permission.own(OwnArea.PROFILE, Action.READ))).isFalse();
    assertRefused(Code.UNAUTHENTICATED, () -> nobody.require(RUN_JOBS));
    assertRefused(Code.UNAUTHENTICATED, nobody::requireUser);
  }

  @Test
  void theApplianceMayDoEverythingButIsNoUser() {
    Subject scheduler = access.appliance("scheduler");

    assertThat(scheduler.may(RUN_JOBS)).isTrue();
    assertThat(scheduler.actor().reference()).isEqualTo("system");
    assertRefused(Code.FORBIDDEN, scheduler::requireUser);
  }

  @Test
  void aPageOfTheSessionCarriesAProofThatNoOtherSiteKnows() {
    office.hire("ada@example.com");
    SignedIn signedIn = office.signIn("ada@example.com");
    Subject subject = access.bySession(signedIn.cookie(), DESK).orElseThrow();
    Secret proof = subject.csrf().orElseThrow();

    assertThat(signedIn.subject().csrf()).contains(proof);
    assertThat(access.csrfHolds(subject, proof)).isTrue();
    assertThat(access.csrfHolds(subject, Secret.of(""))).isFalse();
    assertThat(access.csrfHolds(subject, office.subject("ada@example.com").csrf().orElseThrow()))
        .isFalse();
    assertThat(proof.reveal()).doesNotContain(signedIn.cookie().reveal());
  }

  @Test
  void guessingIsSlowedDownAndCountsAlsoWhatComesAtOnce() {
    office.hire("ada@example.com");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts =
          IntStream.range(0, 20)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> refusal("ada@example.com", "guess " + i), threads))
              .toList();
      var codes = attempts.stream().map(CompletableFuture::join).toList();

      assertThat(codes).filteredOn(Code.SIGN_IN_REFUSED::equals).hasSize(5);
      assertThat(codes).filteredOn(Code.THROTTLED::equals).hasSize(15);
    }
    var refusal =
        assertRefused(
            Code.THROTTLED,
            () -> access.signIn("ada@example.com", PASSWORD, Optional.empty(), DESK));
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    office.clock.pass(Duration.ofSeconds(1));
    assertThat(access.signIn("ada@example.com", PASSWORD, Optional.empty(), DESK).subject().user())
        .isPresent();
  }

  @Test
  void aTokenThatCameOverAnOpenLineIsRevoked() {
    office.hire("ada@example.com");
    Subject subject = office.subject("ada@example.com");
    var issued = office.security.own().createToken(subject, "script", List.of(), Optional.empty());

    access.revokeExposed(issued.text(), DESK);

    assertThat(access.byToken(issued.text(), DESK)).isEmpty();
    assertThat(office.lastAudited().event().type()).isEqualTo("token.exposed");
  }

  /// A database that is down must not look like a wrong password.
  @Test
  void whatFailsInsideIsNotTakenForARefusal() {
    var realm =
        new AttemptRealm<>(
            Attempt.ByToken.class,
            _ -> {
              throw new IllegalStateException("the database is down");
            });
    var gate = new Gate(List.of(new GrantsRealm(), realm));

    assertThatThrownBy(() -> gate.identify(new Attempt.ByToken(Secret.of("t"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database is down");
  }

  private Code refusal(String login, String password) {
    try {
      access.signIn(login, Secret.of(password), Optional.empty(), DESK);
      throw new AssertionError("let in");
    } catch (AccessException e) {
      return e.code();
    }
  }
}
