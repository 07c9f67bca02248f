package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Office.PASSWORD;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.session.Session;
import dev.bailey.security.token.ApiToken;
import dev.bailey.security.token.IssuedToken;
import dev.bailey.security.user.SshKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnAccountTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ada@home";
  private static final Permission READ_RUNS =
      Permission.project(SHOP, ProjectArea.RUNS, Action.READ);
  private static final Permission RUN_JOBS = Permission.project(SHOP, ProjectArea.JOBS, Action.RUN);

  private final Office office = new Office();
  private final Access access = office.security.access();
  private final OwnAccount own = office.security.own();
  private Subject ada = access.nobody(DESK);
  private Subject bob = access.nobody(DESK);

  @BeforeEach
  void signIn() {
    office.hire("ada@example.com", Grant.in(SHOP, PermissionSet.JOB_RUNNER));
    office.hire("bob@example.com");
    ada = office.subject("ada@example.com");
    bob = office.subject("bob@example.com");
  }

  @Test
  void aTokenActsForItsUser() {
    IssuedToken issued = own.createToken(ada, "airflow", List.of(), Optional.empty());

    Subject script = access.byToken(issued.text(), DESK).orElseThrow();

    assertThat(script.user()).isEqualTo(ada.user());
    assertThat(script.may(RUN_JOBS)).isTrue();
    assertThat(script.session()).isEmpty();
    assertThat(issued.text().reveal()).startsWith("blyu_").startsWith(issued.token().start());
  }

  @Test
  void aLimitedTokenMayLessButNeverMore() {
    var viewer = List.of(Grant.in(SHOP, PermissionSet.JOB_VIEWER));
    var owner = List.of(Grant.everywhere(PermissionSet.OWNER));
    Secret less = own.createToken(ada, "viewer", viewer, Optional.empty()).text();
    Secret more = own.createToken(bob, "owner", owner, Optional.empty()).text();

    Subject limited = access.byToken(less, DESK).orElseThrow();
    Subject greedy = access.byToken(more, DESK).orElseThrow();

    assertThat(limited.may(READ_RUNS)).isTrue();
    assertThat(limited.may(RUN_JOBS)).isFalse();
    assertThat(greedy.may(READ_RUNS)).isFalse();
    assertThat(limited.maySomewhere(ProjectArea.RUNS, Action.READ)).isTrue();
    assertThat(limited.maySomewhere(ProjectArea.JOBS, Action.RUN)).isFalse();
    assertThat(ada.maySomewhere(ProjectArea.JOBS, Action.RUN)).isTrue();
    assertThat(greedy.maySomewhere(ProjectArea.RUNS, Action.READ)).isFalse();
  }

  @Test
  void anExpiredTokenOpensNothing() {
    var end = office.clock.instant().plus(Duration.ofDays(1));
    Secret text = own.createToken(ada, "short", List.of(), Optional.of(end)).text();

    assertThat(access.byToken(text, DESK)).isPresent();
    office.clock.pass(Duration.ofDays(1));
    assertThat(access.byToken(text, DESK)).isEmpty();
    assertRefused(
        Code.INVALID, () -> own.createToken(freshAda(), "late", List.of(), Optional.of(end)));
  }

  @Test
  void aRevokedTokenOpensNothingAndIsNotListed() {
    IssuedToken issued = own.createToken(ada, "airflow", List.of(), Optional.empty());
    own.revokeToken(ada, issued.token().id());

    assertThat(access.byToken(issued.text(), DESK)).isEmpty();
    assertThat(own.tokens(ada)).isEmpty();
    assertRefused(Code.NOT_FOUND, () -> own.revokeToken(ada, issued.token().id()));
  }

  @Test
  void aRotatedTokenHasANewTextAndTheOldOneOpensNothing() {
    IssuedToken old = own.createToken(ada, "airflow", List.of(), Optional.empty());
    IssuedToken next = own.rotateToken(ada, old.token().id());

    assertThat(access.byToken(old.text(), DESK)).isEmpty();
    assertThat(access.byToken(next.text(), DESK)).isPresent();
    assertThat(next.token().name()).isEqualTo("airflow");
  }

  @Test
  void itsLastUseIsNotedToTheMinute() {
    IssuedToken issued = own.createToken(ada, "airflow", List.of(), Optional.empty());
    access.byToken(issued.text(), DESK);
    var first = office.clock.instant();
    office.clock.pass(Duration.ofSeconds(30));
    access.byToken(issued.text(), DESK);

    assertThat(own.tokens(ada).stream().map(ApiToken::lastUsed))
        .containsExactly(Optional.of(first));
  }

  @Test
  void nobodyReachesWhatIsAnothers() {
    IssuedToken issued = own.createToken(ada, "airflow", List.of(), Optional.empty());
    SshKey key = own.addSshKey(ada, "laptop", KEY);

    assertRefused(Code.NOT_FOUND, () -> own.revokeToken(bob, issued.token().id()));
    assertRefused(Code.NOT_FOUND, () -> own.rotateToken(bob, issued.token().id()));
    assertRefused(Code.NOT_FOUND, () -> own.removeSshKey(bob, key.id()));
    assertRefused(Code.NOT_FOUND, () -> own.endSession(bob, ada.session().orElseThrow()));
    assertRefused(Code.TAKEN, () -> own.addSshKey(bob, "mine", KEY));
    assertThat(own.tokens(bob)).isEmpty();
  }

  @Test
  void anSshKeyActsForItsUser() {
    SshKey key = own.addSshKey(ada, "laptop", KEY);

    assertThat(access.bySshKey(key.fingerprint(), DESK).flatMap(Subject::user))
        .isEqualTo(ada.user());
    own.removeSshKey(ada, key.id());
    assertThat(access.bySshKey(key.fingerprint(), DESK)).isEmpty();
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithTheReason() {
    var refusal = assertRefused(Code.INVALID, () -> own.addSshKey(ada, "laptop", "ssh-dss AAAA"));

    assertThat(refusal).hasMessageContaining("ssh-dss").hasMessageContaining("ssh-keygen");
  }

  @Test
  void changingThePasswordEndsAllSessionsButGivesANewOne() {
    SignedIn elsewhere = office.signIn("ada@example.com");
    Secret next = Secret.of("quite another password");

    SignedIn renewed = own.changePassword(ada, PASSWORD, next);

    assertThat(access.bySession(elsewhere.cookie(), DESK)).isEmpty();
    assertThat(access.bySession(renewed.cookie(), DESK)).isPresent();
    assertThat(own.sessions(renewed.subject())).extracting(Session::id).hasSize(1);
    assertThat(access.signIn("ada@example.com", next, Optional.empty(), DESK)).isNotNull();
    assertRefused(
        Code.SIGN_IN_REFUSED,
        () -> access.signIn("ada@example.com", PASSWORD, Optional.empty(), DESK));
  }

  @Test
  void changingThePasswordTakesTheOldOneAndAGoodNewOne() {
    Secret good = Secret.of("quite another password");

    assertRefused(Code.SIGN_IN_REFUSED, () -> own.changePassword(ada, Secret.of("wrong"), good));
    assertRefused(Code.INVALID, () -> own.changePassword(ada, PASSWORD, Secret.of("short")));
    assertRefused(Code.INVALID, () -> own.changePassword(ada, PASSWORD, PASSWORD));
  }

  @Test
  void aSessionCanBeEndedFromElsewhere() {
    SignedIn lost = office.signIn("ada@example.com");
    own.endSession(ada, lost.subject().session().orElseThrow());

    assertThat(access.bySession(lost.cookie(), DESK)).isEmpty();
  }

  @Test
  void whatIsDoneIsAuditedWithoutItsSecrets() {
    IssuedToken issued = own.createToken(ada, "airflow", List.of(), Optional.empty());
    own.addSshKey(ada, "laptop", KEY);
    own.changePassword(ada, PASSWORD, Secret.of("quite another password"));

    assertThat(office.audited())
        .endsWith(
            "account_scoped_pat.created by user:1",
            "ssh_key.added by user:1",
            "user.password.changed by user:1");
    var all = office.stores.audit().list(dev.bailey.security.audit.Audit.Query.newest(100));
    assertThat(all.toString())
        .doesNotContain(issued.text().reveal())
        .doesNotContain("quite another password")
        .doesNotContain(PASSWORD.reveal());
  }

  private Subject freshAda() {
    return office.subject("ada@example.com");
  }
}
