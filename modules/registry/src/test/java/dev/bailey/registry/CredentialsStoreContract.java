package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What every keeper of credentials must do.
public interface CredentialsStoreContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  CredentialsStore credentials();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  /// Another.
  ProjectId otherProject();

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var definition = CredentialsDefinition.postgres("analytics", "dbt", Secret.of("pa ss\u2713"));

    Credentials added = credentials().add(project(), definition, NOON);

    assertThat(credentials().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
  }

  @Test
  default void eachProjectHasItsOwn() {
    Credentials mine = credentials().add(project(), CredentialsDefinition.duckdb("main"), NOON);
    Credentials theirs =
        credentials().add(otherProject(), CredentialsDefinition.duckdb("main"), NOON);

    assertThat(credentials().list(project())).containsExactly(mine);
    assertThat(credentials().list(otherProject())).containsExactly(theirs);
  }

  @Test
  default void savingReplaces() {
    Credentials added =
        credentials()
            .add(project(), CredentialsDefinition.postgres("a", "dbt", Secret.of("one")), NOON);
    Credentials changed =
        added.redefined(
            CredentialsDefinition.postgres("b", "dbt", Secret.of("two")), NOON.plusSeconds(5));
    credentials().save(changed);

    assertThat(credentials().find(added.id())).contains(changed);
  }

  @Test
  default void deletedOnesAreFoundButNotListed() {
    Credentials added = credentials().add(project(), CredentialsDefinition.duckdb("main"), NOON);
    credentials().save(added.deleted(NOON.plusSeconds(5)));

    assertThat(credentials().list(project())).isEmpty();
    assertThat(credentials().find(added.id())).isPresent();
  }
}
