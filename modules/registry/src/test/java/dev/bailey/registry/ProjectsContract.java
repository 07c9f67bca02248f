package dev.bailey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every keeper of projects must do.
public interface ProjectsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Projects projects();

  /// A connection that the keeper's surroundings know.
  ConnectionId connection();

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var definition =
        new ProjectDefinition("shop", "orders\nand returns", "dbt/shop", Optional.of(connection()));

    Project added = projects().add(definition, NOON);

    assertThat(projects().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
    assertThat(added.createdAt()).isEqualTo(NOON);
  }

  @Test
  default void projectsAreListedById() {
    Project first = projects().add(ProjectDefinition.of("b"), NOON);
    Project second = projects().add(ProjectDefinition.of("a"), NOON);

    assertThat(projects().list()).containsExactly(first, second);
  }

  @Test
  default void savingReplaces() {
    Project added = projects().add(ProjectDefinition.of("shop"), NOON);
    Project changed = added.redefined(ProjectDefinition.of("store"), NOON.plusSeconds(9));
    projects().save(changed);

    assertThat(projects().find(added.id())).contains(changed);
  }

  @Test
  default void aDeletedProjectIsFoundButNotListedAndItsIdIsNotUsedAgain() {
    Project added = projects().add(ProjectDefinition.of("shop"), NOON);
    projects().save(added.deleted(NOON.plusSeconds(5)));

    assertThat(projects().list()).isEmpty();
    assertThat(projects().find(added.id())).get().extracting(Project::active).isEqualTo(false);
    assertThat(projects().add(ProjectDefinition.of("shop"), NOON).id()).isNotEqualTo(added.id());
  }

  @Test
  default void anUnknownProjectCannotBeSaved() {
    Project added = projects().add(ProjectDefinition.of("shop"), NOON);
    var unknown =
        new Project(
            new ProjectId(added.id().value() + 1000),
            added.definition(),
            NOON,
            NOON,
            Optional.empty());

    assertThatThrownBy(() -> projects().save(unknown)).isInstanceOf(IllegalArgumentException.class);
  }
}
