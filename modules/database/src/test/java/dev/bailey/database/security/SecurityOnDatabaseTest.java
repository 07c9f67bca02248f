package dev.bailey.database.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.database.AllRows;
import dev.bailey.database.TestHome;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException;
import dev.bailey.security.InMemorySecurity;
import dev.bailey.security.Security;
import dev.bailey.security.SecurityStores;
import dev.bailey.security.SignedIn;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Actor;
import dev.bailey.security.audit.Audit;
import dev.bailey.security.audit.AuditChain;
import dev.bailey.security.audit.AuditEntry;
import dev.bailey.security.audit.AuditEvent;
import dev.bailey.security.audit.Origin;
import dev.bailey.security.audit.Target;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.person.Receipt;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserId;
import dev.bailey.security.user.UserProfile;
import dev.bailey.storage.keys.KeyOwner;
import dev.bailey.storage.keys.Purpose;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What security promises only together with a real database.
final class SecurityOnDatabaseTest {
  private static final Origin DESK = new Origin("192.0.2.7", "Firefox");
  private static final Secret CHOSEN = Secret.of("a much better password");
  private static final List<Grant> OWNER = List.of(Grant.everywhere(PermissionSet.OWNER));

  @TempDir Path directory;
  private TestHome home;
  private SecurityStores stores;
  private Security security;

  @BeforeEach
  void open() {
    home = TestHome.at(directory, AllRows.all());
    stores = JpaSecurityStores.of(home.database(), home.ring(), new SecureRandom());
    security =
        new Security(stores, InMemorySecurity.settings(), Clock.systemUTC(), new SecureRandom());
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void theFirstAdministratorComesInAndTheirSessionOutlivesARestart() {
    SignedIn signedIn = firstAdministrator();
    home.close();
    open();

    assertThat(security.access().bySession(signedIn.cookie(), DESK).flatMap(Subject::user))
        .get()
        .extracting(user -> user.profile().login())
        .isEqualTo("admin");
    assertThat(security.firstAdministrator().invite()).isEmpty();
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void aChangeThatIsRefusedIsUndoneWithItsLineInTheAudit() {
    Subject admin = firstAdministrator().subject();
    UserId id = admin.requireUser().id();
    long before = stores.audit().count(Audit.Query.newest(0));

    assertThatThrownBy(() -> security.members().setActive(admin, id, false))
        .isInstanceOf(AccessException.class);

    assertThat(stores.users().find(id)).get().extracting(User::active).isEqualTo(true);
    assertThat(stores.audit().count(Audit.Query.newest(0))).isEqualTo(before);
  }

  @Test
  void twoOwnersCannotShutEachOtherOut() {
    Subject admin = firstAdministrator().subject();
    UserId first = admin.requireUser().id();
    UserId second =
        security
            .members()
            .add(admin, UserProfile.of("olga@example.com", "", ""), OWNER)
            .user()
            .id();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream.of(first, second)
          .map(id -> CompletableFuture.runAsync(() -> shutOut(admin, id), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }

    assertThat(stores.users().list()).filteredOn(User::active).isNotEmpty();
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void aLineThatWasChangedIsFound() {
    firstAdministrator();
    change("update audit_entry set actor_name = 'eve' where id = 2");

    assertThat(stores.audit().firstBroken()).contains(2L);
  }

  @Test
  void aLineThatWasTakenAwayIsFound() {
    firstAdministrator();
    change("delete from audit_entry where id = 2");

    assertThat(stores.audit().firstBroken()).contains(2L);
  }

  @Test
  void aTailThatWasTakenAwayIsFound() {
    firstAdministrator();
    AuditEntry last = stores.audit().list(Audit.Query.newest(1)).getFirst();
    change("delete from audit_entry where id = " + last.number());

    assertThat(stores.audit().firstBroken()).contains(last.number());
  }

  @Test
  void aBeginningThatWasTakenAwayIsFoundAlsoAfterTheAuditWasTrimmed() {
    firstAdministrator();
    assertThat(trim(2)).isEqualTo(2);
    assertThat(stores.audit().firstBroken()).isEmpty();

    change("delete from audit_entry where id = 3");

    assertThat(stores.audit().firstBroken()).contains(3L);
  }

  @Test
  void aTrimmedLineThatComesBackIsFound() {
    firstAdministrator();
    trim(2);
    change("update audit_entry set id = 1 where id = 3");

    assertThat(stores.audit().firstBroken()).contains(1L);
  }

  @Test
  void nobodyTrimsTheAuditByHand() {
    firstAdministrator();
    String mac = stores.audit().list(Audit.Query.newest(10)).reversed().get(1).mac();
    change("delete from audit_entry where id <= 2");
    change(
        "update audit_entry set type = 'audit_log.trimmed', details = 'mac\n%s\nthrough\n2\n'"
                .formatted(mac)
            + " where id = (select max(id) from audit_entry)");

    assertThat(stores.audit().firstBroken()).isPresent();
  }

  @Test
  void whoIsErasedCannotBeReadAndTheChainHolds() {
    Subject admin = firstAdministrator().subject();
    User ada = hireAda(admin);
    stores.audit().append(by(ada), Instant.now());
    String before = inTheOpen();

    Receipt receipt = security.persons().erase(admin, ada.id(), "ada@example.com");

    assertThat(before).doesNotContain("ada@example.com", "198.51.100.9", "Safari", "Lovelace");
    assertThat(receipt.auditLines()).isZero();
    assertThat(stores.audit().list(Audit.Query.newest(100)).toString())
        .doesNotContain("ada@example.com", "198.51.100.9", "Safari", "Lovelace")
        .contains("user-" + ada.id());
    assertThat(stores.users().list()).extracting(User::id).doesNotContain(ada.id());
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void linesOfEarlierVersionsGetAPseudonymAndAnAttestation() {
    Subject admin = firstAdministrator().subject();
    User ada = hireAda(admin);
    var plain = new AuditChain(key());
    AuditEntry last = stores.audit().list(Audit.Query.newest(1)).getFirst();
    AuditEntry old = plain.next(last.number() + 1, last.mac(), by(ada), Instant.now());
    home.database()
        .runInTransaction(em -> {
          em.persist(AuditRow.of(old));
          em.find(AuditHeadRow.class, AuditHeadRow.ID).move(old);
        });
    assertThat(stores.audit().firstBroken()).isEmpty();

    Receipt receipt = security.persons().erase(admin, ada.id(), "ada@example.com");

    assertThat(receipt.auditLines()).isEqualTo(1);
    assertThat(inTheOpen()).doesNotContain("ada@example.com", "198.51.100.9", "Safari");
    assertThat(stores.audit().firstBroken()).isEmpty();
    change("update audit_entry set actor_name = 'user-99' where id = " + old.number());
    assertThat(stores.audit().firstBroken()).contains(old.number());
  }

  @Test
  void nobodyErasesTheirTracksByHand() {
    Subject admin = firstAdministrator().subject();
    User ada = hireAda(admin);
    stores.audit().append(by(ada), Instant.now());
    long line = stores.audit().list(Audit.Query.newest(1)).getFirst().number();
    change("update audit_entry set actor_name = 'user-9', attest = mac where id = " + line);

    assertThat(stores.audit().firstBroken()).contains(line);
  }

  @Test
  void usersOfEarlierVersionsAreSealedAtTheNextStart() {
    Subject admin = firstAdministrator().subject();
    UserId id = admin.requireUser().id();
    change(
        "update user_account set sealed_profile = null, login = 'admin', email = 'a@example.com',"
            + " first_name = 'Ann', last_name = 'Admin' where id = "
            + id);

    home.close();
    open();

    assertThat(stores.users().byLogin("Admin")).map(User::id).contains(id);
    assertThat(stores.users().find(id).orElseThrow().profile())
        .isEqualTo(new UserProfile("admin", "a@example.com", "Ann", "Admin"));
    assertThat(rows("user_account")).doesNotContain("admin", "a@example.com", "Ann");
  }

  @Test
  void whoWasErasedSinceABackupIsErasedInItAgain() {
    Subject admin = firstAdministrator().subject();
    User ada = hireAda(admin);
    home.ring().destroy(KeyOwner.person(ada.id().value()));

    assertThat(stores.users().find(ada.id()).orElseThrow().profile().login())
        .isEqualTo("user-" + ada.id());
    security.persons().eraseAgain(security.access().appliance("test"), List.of(ada.id()));

    assertThat(stores.users().find(ada.id())).isEmpty();
    assertThat(stores.audit().firstBroken()).isEmpty();
  }

  @Test
  void howFarTheAuditWasToldOutlivesARestart() {
    assertThat(new JpaStreamPosition(home.database()).get()).isZero();
    new JpaStreamPosition(home.database()).set(42);

    home.close();
    open();

    assertThat(new JpaStreamPosition(home.database()).get()).isEqualTo(42);
  }

  private User hireAda(Subject admin) {
    return security
        .members()
        .add(
            admin,
            new UserProfile("ada@example.com", "ada@example.com", "Ada", "Lovelace"),
            List.of())
        .user();
  }

  private static AuditEvent by(User user) {
    return new AuditEvent(
        "job_definition.added",
        new Actor("user", user.id().value(), user.profile().login()),
        new Origin("198.51.100.9", "Safari"),
        Target.of("job_definition", 1),
        AuditEvent.Outcome.DONE,
        Map.of("name", "nightly"));
  }

  private SecretKey key() {
    return home.ring().borrow(KeyOwner.account(), Purpose.AUDIT, "HmacSHA256");
  }

  /// All that a copy of the tables shows, with H2's encryption away.
  private String inTheOpen() {
    return rows("audit_entry") + rows("user_account");
  }

  private String rows(String table) {
    List<?> rows =
        home.database()
            .callInTransaction(
                em -> em.createNativeQuery("select * from " + table).getResultList());
    return rows.stream().map(row -> Arrays.deepToString((Object[]) row)).toList().toString();
  }

  private long trim(int lines) {
    return security
        .log()
        .trim(
            security.access().appliance("test"),
            Instant.now().plusSeconds(1),
            lines,
            Long.MAX_VALUE);
  }

  private SignedIn firstAdministrator() {
    Secret password = security.firstAdministrator().invite().orElseThrow().password();
    Subject newcomer =
        security.access().signIn("admin", password, Optional.empty(), DESK).subject();
    return security.own().changePassword(newcomer, password, CHOSEN);
  }

  private void shutOut(Subject admin, UserId id) {
    try {
      security.members().setActive(admin, id, false);
    } catch (AccessException e) {
      assertThat(e.code()).isEqualTo(AccessException.Code.INVALID);
    }
  }

  private void change(String sql) {
    home.database().runInTransaction(em -> em.createNativeQuery(sql).executeUpdate());
  }
}
