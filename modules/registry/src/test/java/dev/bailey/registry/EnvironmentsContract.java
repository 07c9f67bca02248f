package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of environments must do.
public interface EnvironmentsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Environments environments();

  /// A project that the keeper's surroundings know.
  ProjectId project();

  /// Another.
  ProjectId otherProject();

  /// A connection that the keeper's surroundings know.
  ConnectionId connection();

  /// Credentials of [#project] that the keeper's surroundings know.
  CredentialsId credentials();

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var definition =
        new EnvironmentDefinition(
            "Prod",
            EnvironmentKind.PRODUCTION,
            "1.12.6",
            Optional.of(connection()),
            Optional.of(credentials()),
            true,
            Optional.of("release"));

    Environment added = environments().add(project(), definition, NOON);

    assertThat(environments().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
    assertThat(added.definition().branch()).contains("release");
  }

  @Test
  default void eachProjectHasItsOwn() {
    Environment mine = add("Prod", EnvironmentKind.PRODUCTION);
    var definition = EnvironmentDefinition.of("Prod", EnvironmentKind.PRODUCTION);
    Environment theirs = environments().add(otherProject(), definition, NOON);

    assertThat(environments().list(project())).containsExactly(mine);
    assertThat(environments().list(otherProject())).containsExactly(theirs);
    assertThat(environments().list()).containsExactly(mine, theirs);
  }

  @Test
  default void aProjectHasOneProductionAndManyOthers() {
    add("Prod", EnvironmentKind.PRODUCTION);
    add("A", EnvironmentKind.GENERAL);
    add("B", EnvironmentKind.GENERAL);

    assertTaken("Prod 2", EnvironmentKind.PRODUCTION);
    assertThat(environments().list(project())).hasSize(3);
  }

  @Test
  default void aNameIsUsedOnceInAProject() {
    add("Prod", EnvironmentKind.PRODUCTION);

    assertTaken("Prod", EnvironmentKind.STAGING);
  }

  @Test
  default void aDeletedEnvironmentMakesRoom() {
    Environment old = add("Prod", EnvironmentKind.PRODUCTION);
    environments().save(old.deleted(NOON.plusSeconds(5)));

    Environment next = add("Prod", EnvironmentKind.PRODUCTION);

    assertThat(environments().list(project())).containsExactly(next);
    assertThat(environments().find(old.id())).isPresent();
  }

  @Test
  default void savingReplacesAndMindsTheSameRules() {
    Environment prod = add("Prod", EnvironmentKind.PRODUCTION);
    Environment other = add("Other", EnvironmentKind.GENERAL);
    var renamed = EnvironmentDefinition.of("Production", EnvironmentKind.PRODUCTION);
    Environment changed = prod.redefined(renamed, NOON.plusSeconds(5));
    environments().save(changed);
    var second = EnvironmentDefinition.of("Other", EnvironmentKind.PRODUCTION);

    assertThat(environments().find(prod.id())).contains(changed);
    assertThatThrownBy(() -> environments().save(other.redefined(second, NOON)))
        .isInstanceOf(RegistryException.class);
  }

  private Environment add(String name, EnvironmentKind kind) {
    return environments().add(project(), EnvironmentDefinition.of(name, kind), NOON);
  }

  private void assertTaken(String name, EnvironmentKind kind) {
    assertThatThrownBy(() -> add(name, kind))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.TAKEN));
  }
}
