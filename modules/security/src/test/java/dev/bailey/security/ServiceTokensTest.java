package dev.bailey.security;

import static dev.bailey.security.Office.DESK;
import static dev.bailey.security.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.AccessException.Code;
import dev.bailey.security.permission.AccountArea;
import dev.bailey.security.permission.Action;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.OwnArea;
import dev.bailey.security.permission.Permission;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.permission.ProjectArea;
import dev.bailey.security.token.IssuedToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ServiceTokensTest {
  private static final ProjectId SHOP = new ProjectId(3);
  private static final ProjectId OTHER = new ProjectId(4);
  private static final List<Grant> RUNNER = List.of(Grant.in(SHOP, PermissionSet.JOB_RUNNER));

  private final Office office = new Office();
  private final Access access = office.security.access();
  private final ServiceTokens tokens = office.security.serviceTokens();
  private Subject olga = access.nobody(DESK);

  @BeforeEach
  void signIn() {
    office.hire("olga@example.com", Grant.everywhere(PermissionSet.OWNER));
    office.hire("pia@example.com");
    olga = office.subject("olga@example.com");
  }

  @Test
  void aServiceTokenMayWhatItWasGivenAndNothingElse() {
    IssuedToken issued = tokens.create(olga, "airflow", RUNNER, Optional.empty());

    Subject airflow = access.byToken(issued.text(), DESK).orElseThrow();

    assertThat(airflow.may(Permission.project(SHOP, ProjectArea.JOBS, Action.RUN))).isTrue();
    assertThat(airflow.may(Permission.project(OTHER, ProjectArea.JOBS, Action.RUN))).isFalse();
    assertThat(airflow.may(Permission.project(SHOP, ProjectArea.JOBS, Action.WRITE))).isFalse();
    assertThat(airflow.may(Permission.account(AccountArea.USERS, Action.READ))).isFalse();
    assertThat(airflow.may(Permission.own(OwnArea.TOKENS, Action.CREATE))).isFalse();
    assertRefused(Code.FORBIDDEN, airflow::requireUser);
    assertThat(airflow.actor().reference()).isEqualTo("service_token:1");
    assertThat(issued.text().reveal()).startsWith("blys_");
  }

  @Test
  void renamingAndGrantingKeepItsText() {
    IssuedToken issued = tokens.create(olga, "airflow", RUNNER, Optional.empty());
    tokens.rename(olga, issued.token().id(), "dagster");
    tokens.grant(olga, issued.token().id(), List.of(Grant.in(OTHER, PermissionSet.JOB_RUNNER)));

    Subject dagster = access.byToken(issued.text(), DESK).orElseThrow();

    assertThat(dagster.actor().name()).isEqualTo("dagster");
    assertThat(dagster.may(Permission.project(OTHER, ProjectArea.JOBS, Action.RUN))).isTrue();
    assertThat(dagster.may(Permission.project(SHOP, ProjectArea.JOBS, Action.RUN))).isFalse();
  }

  @Test
  void aRevokedOneOpensNothing() {
    IssuedToken issued = tokens.create(olga, "airflow", RUNNER, Optional.empty());
    tokens.revoke(olga, issued.token().id());

    assertThat(access.byToken(issued.text(), DESK)).isEmpty();
    assertThat(tokens.list(olga)).isEmpty();
    assertThat(office.audited())
        .endsWith("service_token.created by user:1", "service_token.revoked by user:1");
  }

  @Test
  void usersWithoutRightsDoNotSeeThem() {
    Subject pia = office.subject("pia@example.com");

    assertRefused(Code.FORBIDDEN, () -> tokens.list(pia));
    assertRefused(Code.FORBIDDEN, () -> tokens.create(pia, "x", RUNNER, Optional.empty()));
  }
}
