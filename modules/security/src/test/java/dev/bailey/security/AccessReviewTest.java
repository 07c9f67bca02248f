package dev.bailey.security;

import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.group.Group;
import dev.bailey.security.group.GroupDefinition;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.review.Entitlement;
import dev.bailey.security.review.Entitlement.Kind;
import dev.bailey.security.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AccessReviewTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final Grant OWNER = Grant.everywhere(PermissionSet.OWNER);
  private static final Grant VIEWER = Grant.everywhere(PermissionSet.ACCOUNT_VIEWER);
  private static final Grant DEVELOPER = Grant.in(SHOP, PermissionSet.DEVELOPER);
  private static final Grant RUNNER = Grant.in(SHOP, PermissionSet.JOB_RUNNER);

  private final Office office = new Office();
  private final AccessReview review = office.security.accessReview();
  private final User olga = office.hire("olga@example.com", OWNER);
  private final User pia = office.hire("pia@example.com", DEVELOPER, RUNNER);

  private Subject olga() {
    return office.subject("olga@example.com");
  }

  private Group group(Grant... grants) {
    Group group =
        office
            .security
            .groups()
            .add(olga(), new GroupDefinition("ops", false, List.of(), List.of(grants)));
    office.stores.groups().assign(pia.id(), Set.of(group.id()));
    return group;
  }

  private List<Entitlement> ofPia() {
    return review.list(olga()).stream()
        .filter(each -> each.user().map(User::id).equals(Optional.of(pia.id())))
        .toList();
  }

  private Entitlement ofPia(Kind kind) {
    return ofPia().stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void everyWayOfAccessIsListed() {
    group(VIEWER);
    Subject self = office.subject("pia@example.com");
    office.security.own().createToken(self, "laptop", List.of(), Optional.empty());
    office.security.serviceTokens().create(olga(), "airflow", List.of(RUNNER), Optional.empty());

    assertThat(review.list(olga()))
        .extracting(each -> each.kind().word() + " " + each.through() + " " + each.allowed())
        .containsExactly(
            "grant  owner@all",
            "grant  developer@3 (development, other, production, staging)",
            "grant  job_runner@3",
            "group ops account_viewer@all",
            "personal_token laptop all that the user may",
            "service_token airflow job_runner@3");
  }

  @Test
  void whoWasSeenLastWhenIsTold() {
    assertThat(ofPia().getFirst().lastUsed()).isEmpty();

    office.signIn("pia@example.com");

    assertThat(ofPia().getFirst().lastUsed()).contains(office.clock.instant());
  }

  @Test
  void aConfirmationIsKeptAndAudited() {
    review.confirm(olga(), ofPia(Kind.GRANT).key());

    assertThat(office.lastAudited().event().details()).containsKey("allows");
    assertThat(ofPia(Kind.GRANT).confirmation().orElseThrow().by()).isEqualTo("user:" + olga.id());
    assertThat(ofPia().get(1).confirmation()).isEmpty();
    assertThat(office.audited()).contains("access_review.confirmed by user:" + olga.id());
  }

  @Test
  void aConfirmationLapsesWhenItsGroupMayMore() {
    Group group = group(VIEWER);
    review.confirm(olga(), ofPia(Kind.GROUP).key());
    assertThat(ofPia(Kind.GROUP).confirmation()).isPresent();

    office
        .security
        .groups()
        .change(olga(), group.id(), new GroupDefinition("ops", false, List.of(), List.of(OWNER)));

    assertThat(ofPia(Kind.GROUP).confirmation()).isEmpty();
  }

  @Test
  void oneGrantIsTakenAwayAndTheOthersStay() {
    review.revoke(olga(), ofPia(Kind.GRANT).key());

    assertThat(office.stores.users().find(pia.id()).orElseThrow().grants()).containsExactly(RUNNER);
    assertThat(office.audited())
        .contains(
            "permission.changed by user:" + olga.id(),
            "access_review.revoked by user:" + olga.id());
  }

  @Test
  void aMembershipAndTokensAreTakenAway() {
    group(VIEWER);
    Subject self = office.subject("pia@example.com");
    office.security.own().createToken(self, "laptop", List.of(), Optional.empty());
    office.security.serviceTokens().create(olga(), "airflow", List.of(RUNNER), Optional.empty());

    review.revoke(olga(), ofPia(Kind.GROUP).key());
    review.revoke(olga(), ofPia(Kind.PERSONAL_TOKEN).key());
    review.revoke(olga(), review.list(olga()).getLast().key());

    assertThat(office.stores.groups().of(pia.id())).isEmpty();
    assertThat(office.stores.tokens().of(pia.id())).isEmpty();
    assertThat(office.stores.tokens().service()).isEmpty();
  }

  @Test
  void nobodyTakesAwayFromWhoMayDoMore() {
    office.hire("gus@example.com", Grant.everywhere(PermissionSet.SECURITY_ADMIN));
    Subject gus = office.subject("gus@example.com");
    String key =
        review.list(gus).stream()
            .filter(each -> each.user().map(User::id).equals(Optional.of(olga.id())))
            .findFirst()
            .orElseThrow()
            .key();

    assertRefused(Code.FORBIDDEN, () -> review.revoke(gus, key));

    assertThat(office.stores.users().find(olga.id()).orElseThrow().grants()).containsExactly(OWNER);
  }

  @Test
  void whoMayNotLookAfterUsersIsRefused() {
    Subject self = office.subject("pia@example.com");
    String key = ofPia(Kind.GRANT).key();

    assertRefused(Code.FORBIDDEN, () -> review.list(self));
    assertRefused(Code.FORBIDDEN, () -> review.confirm(self, key));
    assertRefused(Code.FORBIDDEN, () -> review.revoke(self, key));
    assertRefused(Code.NOT_FOUND, () -> review.confirm(olga(), "token:99"));
  }
}
