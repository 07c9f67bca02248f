package dev.bailey.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jobs.schedule.Schedule;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every keeper of jobs must do.
public interface JobsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Jobs jobs();

  /// A project that the keeper's surroundings know.
  default ProjectId project() {
    return new ProjectId(1);
  }

  /// An environment of that project.
  default EnvironmentId environment() {
    return new EnvironmentId(1);
  }

  @Test
  default void whatWasAddedIsFoundAgainInFull() {
    var definition =
        new JobDefinition(
            "nightly",
            "everything, before dawn",
            JobType.SCHEDULED,
            List.of("dbt build", "dbt docs generate"),
            Set.of(JobDefinition.TriggerKind.SCHEDULE),
            Optional.of(Schedule.of("0 3 * * 1-5", "Europe/Zurich")),
            8,
            "prod",
            Duration.ofMinutes(90),
            true,
            true);

    Job added = jobs().add(project(), environment(), definition, NOON);

    assertThat(jobs().find(added.id())).contains(added);
    assertThat(added.definition()).isEqualTo(definition);
    assertThat(added.createdAt()).isEqualTo(NOON);
  }

  @Test
  default void everyJobHasAnIdOfItsOwn() {
    Job first = jobs().add(project(), environment(), JobDefinition.of("a", "dbt run"), NOON);
    Job second = jobs().add(project(), environment(), JobDefinition.of("a", "dbt run"), NOON);

    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(jobs().list()).containsExactly(first, second);
  }

  @Test
  default void savingReplaces() {
    Job added = jobs().add(project(), environment(), JobDefinition.of("a", "dbt run"), NOON);
    Job changed =
        added.redefined(
            added.environment(),
            JobDefinition.of("b", "dbt build", "dbt test"),
            NOON.plusSeconds(9));
    jobs().save(changed);

    assertThat(jobs().find(added.id())).contains(changed);
  }

  @Test
  default void aDeletedJobIsFoundButNotListed() {
    Job added = jobs().add(project(), environment(), JobDefinition.of("a", "dbt run"), NOON);
    jobs().save(added.deleted(NOON.plusSeconds(5)));

    assertThat(jobs().list()).isEmpty();
    assertThat(jobs().find(added.id())).get().extracting(Job::active).isEqualTo(false);
  }

  @Test
  default void anUnknownJobCannotBeSaved() {
    Job added = jobs().add(project(), environment(), JobDefinition.of("a", "dbt run"), NOON);
    var unknown =
        new Job(
            new JobId(added.id().value() + 1000),
            added.project(),
            added.environment(),
            added.definition(),
            NOON,
            NOON,
            Optional.empty());

    assertThatThrownBy(() -> jobs().save(unknown)).isInstanceOf(IllegalArgumentException.class);
  }
}
