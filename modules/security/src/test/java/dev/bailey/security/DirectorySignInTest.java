package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Office.PASSWORD;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.registry.Secret;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.directory.Directory;
import dev.bailey.security.directory.DirectoryPerson;
import dev.bailey.security.factor.Totp;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.user.ExternalId;
import dev.bailey.security.user.User;
import dev.bailey.security.user.UserProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Signing in with a password that a directory knows; `LdapDirectoryTest` has the real thing.
final class DirectorySignInTest {
  private static final Secret THERE = Secret.of("known to the directory");
  private static final ProjectId SHOP = new ProjectId(3);
  private static final Permission RUN_JOBS = Permission.project(SHOP, ProjectArea.JOBS, Action.RUN);

  private final Phonebook phonebook = new Phonebook();
  private final Office office = new Office(InMemorySecurity.settings().asking(phonebook));
  private final Access access = office.security.access();
  private final User olga = office.hire("olga@example.com", Grant.everywhere(PermissionSet.OWNER));

  @Test
  void whoFirstSignsInComesToBeHere() {
    phonebook.lists("ada", "uuid-1", "finance");

    Subject ada = signIn("ada").subject();

    User user = ada.requireUser();
    assertThat(user.external()).contains(new ExternalId("ldap", "uuid-1"));
    assertThat(user.profile().email()).isEqualTo("ada@there.example");
    assertThat(user.grants()).isEmpty();
    assertThat(office.audited())
        .containsExactly("user.added by system", "login.password.succeeded by user:2");
    assertThat(signIn("ada").subject().requireUser().id()).isEqualTo(user.id());
  }

  @Test
  void groupsFollowThoseOfTheDirectoryAtEachSignIn() {
    Group runners = group("runners", List.of("FINANCE"), RUN);
    Group chosen = group("chosen here", List.of());
    phonebook.lists("ada", "uuid-1", "finance");
    SignedIn first = signIn("ada");
    assertThat(first.subject().may(RUN_JOBS)).isTrue();
    User ada = first.subject().requireUser();
    office.stores.groups().assign(ada.id(), Set.of(runners.id(), chosen.id()));

    phonebook.lists("ada", "uuid-1", "sales");
    Subject later = signIn("ada").subject();

    assertThat(later.may(RUN_JOBS)).isFalse();
    assertThat(access.bySession(first.cookie(), DESK).orElseThrow().may(RUN_JOBS)).isFalse();
    assertThat(office.stores.groups().of(ada.id())).containsExactly(chosen);
  }

  @Test
  void whoIsCalledOtherwiseThereIsStillThemselves() {
    phonebook.lists("ada", "uuid-1");
    User before = signIn("ada").subject().requireUser();
    phonebook.forgets("ada");
    phonebook.lists("lovelace", "uuid-1");

    User after = signIn("lovelace").subject().requireUser();

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.profile().email()).isEqualTo("lovelace@there.example");
  }

  @Test
  void aNameThatIsGivenAgainIsSomebodyElse() {
    phonebook.lists("ada", "uuid-1");
    signIn("ada");

    phonebook.lists("ada", "uuid-2");

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn("ada"));
  }

  @Test
  void theDirectoryCannotTakeOverALocalUser() {
    phonebook.lists("olga@example.com", "uuid-9");

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn("olga@example.com"));
    assertThat(office.subject("olga@example.com").requireUser().id()).isEqualTo(olga.id());
  }

  @Test
  void localUsersComeInWhileTheDirectoryIsDown() {
    phonebook.lists("ada", "uuid-1");
    phonebook.down = true;

    assertRefused(Code.UNAVAILABLE, () -> signIn("ada"));
    assertThat(office.subject("olga@example.com").requireUser().id()).isEqualTo(olga.id());
  }

  @Test
  void aWrongPasswordIsRefusedAndAudited() {
    phonebook.lists("ada", "uuid-1");

    assertRefused(
        Code.SIGN_IN_REFUSED, () -> access.signIn("ada", PASSWORD, Optional.empty(), DESK));
    assertThat(office.audited()).containsExactly("login.password.failed by anonymous");
    assertThat(office.stores.users().byLogin("ada")).isEmpty();
  }

  @Test
  void whoIsShutOutHereDoesNotComeIn() {
    phonebook.lists("ada", "uuid-1");
    User ada = signIn("ada").subject().requireUser();
    office.security.members().setActive(office.subject("olga@example.com"), ada.id(), false);

    assertRefused(Code.SIGN_IN_REFUSED, () -> signIn("ada"));
  }

  @Test
  void theirPasswordIsNotChangedOrResetHere() {
    phonebook.lists("ada", "uuid-1");
    Subject ada = signIn("ada").subject();

    assertRefused(
        Code.INVALID,
        () -> office.security.own().changePassword(ada, THERE, Secret.of("something much better")));
    assertRefused(
        Code.INVALID,
        () ->
            office
                .security
                .members()
                .resetPassword(office.subject("olga@example.com"), ada.requireUser().id()));
  }

  @Test
  void theirSecondFactorIsAskedForToo() {
    phonebook.lists("ada", "uuid-1");
    Subject ada = signIn("ada").subject();
    OwnSecondFactor own = office.security.secondFactor();
    Secret key = own.begin(ada, THERE).key();
    own.confirm(ada, Secret.of(Totp.code(key, office.clock.instant())));

    assertRefused(Code.SECOND_FACTOR_REQUIRED, () -> signIn("ada"));
  }

  private static final Grant RUN = Grant.in(SHOP, PermissionSet.JOB_RUNNER);

  private Group group(String name, List<String> mapped, Grant... grants) {
    return office
        .stores
        .groups()
        .add(new GroupDefinition(name, false, mapped, List.of(grants)), office.clock.instant());
  }

  private SignedIn signIn(String login) {
    return access.signIn(login, THERE, Optional.empty(), DESK);
  }

  private static final class Phonebook implements Directory {
    private final Map<String, DirectoryPerson> people = new HashMap<>();
    private boolean down;

    void lists(String login, String subject, String... groups) {
      String email = login.contains("@") ? login : login + "@there.example";
      people.put(
          login,
          new DirectoryPerson(
              new ExternalId("ldap", subject),
              new UserProfile(login, email, "", ""),
              Set.of(groups)));
    }

    void forgets(String login) {
      people.remove(login);
    }

    @Override
    public Optional<DirectoryPerson> find(String login, Secret password) {
      if (down) {
        throw new AccessException(Code.UNAVAILABLE, "down");
      }
      return Optional.ofNullable(people.get(login)).filter(_ -> password.equals(THERE));
    }
  }
}
