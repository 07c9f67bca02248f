package dev.bailey.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.registry.ProjectId;
import dev.bailey.security.permission.Grant;
import dev.bailey.security.permission.PermissionSet;
import dev.bailey.security.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of tokens must do.
public interface ApiTokensContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  ApiTokens tokens();

  /// A user that the keeper's surroundings know.
  UserId user();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  @Test
  default void aTokenIsFoundByItsHash() {
    ApiToken mine = personal(1, Optional.of(NOON.plusSeconds(60)));
    ApiToken service = service(2);

    assertThat(tokens().byHash(hash(1))).contains(mine);
    assertThat(tokens().byHash(hash(2))).contains(service);
    assertThat(tokens().byHash(hash(3))).isEmpty();
    assertThat(tokens().find(mine.id())).contains(mine);
    assertThat(service.grants()).containsExactly(Grant.in(project(), PermissionSet.JOB_RUNNER));
  }

  @Test
  default void eachKindIsListedApart() {
    ApiToken mine = personal(1, Optional.empty());
    ApiToken service = service(2);

    assertThat(tokens().of(user())).containsExactly(mine);
    assertThat(tokens().service()).containsExactly(service);
  }

  @Test
  default void aRevokedTokenIsFoundButNotListed() {
    ApiToken revoked = service(1).revoked(NOON.plusSeconds(5));
    tokens().save(revoked);

    assertThat(tokens().byHash(hash(1))).contains(revoked);
    assertThat(tokens().service()).isEmpty();
  }

  @Test
  default void savingReplaces() {
    ApiToken changed =
        service(1).renamed("ci").granted(List.of(Grant.everywhere(PermissionSet.METADATA_ONLY)));
    tokens().save(changed);

    assertThat(tokens().byHash(hash(1))).contains(changed);
  }

  @Test
  default void itsLastUseIsNoted() {
    ApiToken token = service(1);
    tokens().used(token.id(), NOON.plusSeconds(60));

    assertThat(tokens().find(token.id()).flatMap(ApiToken::lastUsed))
        .contains(NOON.plusSeconds(60));
  }

  @Test
  default void anUnknownTokenCannotBeSaved() {
    var unknown =
        new ApiToken(
            new TokenId(1000),
            new TokenOwner.Service(),
            "ci",
            "blys_abc",
            List.of(),
            NOON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> tokens().save(unknown)).isInstanceOf(IllegalArgumentException.class);
  }

  private ApiToken personal(int number, Optional<Instant> expiresAt) {
    var wanted = new NewToken(new TokenOwner.Personal(user()), "mine", List.of(), expiresAt);
    return tokens().add(wanted, "blyu_abc", hash(number), NOON);
  }

  private ApiToken service(int number) {
    var grants = List.of(Grant.in(project(), PermissionSet.JOB_RUNNER));
    var wanted = new NewToken(new TokenOwner.Service(), "airflow", grants, Optional.empty());
    return tokens().add(wanted, "blys_abc", hash(number), NOON);
  }

  private static String hash(int number) {
    return "%064x".formatted(number);
  }
}
