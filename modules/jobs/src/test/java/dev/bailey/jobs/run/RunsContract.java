package dev.bailey.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Runs.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every keeper of runs must do.
public interface RunsContract {
  Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /// An empty keeper.
  Runs runs();

  /// A job that the keeper's surroundings know; each call gives another.
  Job job();

  @Test
  default void aNewRunWaits() {
    Job job = job();

    Run run = runs().add(job, byHand(), Optional.empty(), NOON);

    assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(run.job()).isEqualTo(job.id());
    assertThat(run.times()).isEqualTo(Run.Times.created(NOON));
    assertThat(runs().find(run.id())).contains(run);
  }

  @Test
  default void aTriggerIsKeptWithItsOverrides() {
    var overrides =
        new Trigger.Overrides(
            Optional.of("4f2a"),
            Optional.of("feature/x"),
            Optional.of("dbt_pr_1"),
            Optional.of("ci"),
            Optional.of(2),
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(true),
            List.of("dbt run --select a", "dbt test"));
    var trigger = new Trigger("a pull request", Trigger.Category.CI, "ada", overrides);

    Run run = runs().add(job(), trigger, Optional.empty(), NOON);

    assertThat(runs().find(run.id())).get().extracting(Run::trigger).isEqualTo(trigger);
  }

  @Test
  default void savingReplaces() {
    Run run = runs().add(job(), byHand(), Optional.empty(), NOON);
    Run changed =
        run.dequeued(NOON.plusSeconds(1))
            .on(new Run.Commit("4f2a", "main", "Add orders"))
            .started(NOON.plusSeconds(2))
            .alive(NOON.plusSeconds(3))
            .ended(RunStatus.ERROR, Optional.of("Database Error"), NOON.plusSeconds(4));
    runs().save(changed);

    assertThat(runs().find(run.id())).contains(changed);
  }

  @Test
  default void aQueuedRunIsClaimedOnce() {
    Run run = runs().add(job(), byHand(), Optional.empty(), NOON);

    Optional<Run> first = runs().claim(run.id(), NOON.plusSeconds(1));
    Optional<Run> second = runs().claim(run.id(), NOON.plusSeconds(2));

    assertThat(first).contains(run.dequeued(NOON.plusSeconds(1)));
    assertThat(second).isEmpty();
    assertThat(runs().find(run.id())).isEqualTo(first);
  }

  @Test
  default void runsAreListedByWhatIsAsked() {
    Job ours = job();
    Job theirs = job();
    Run waiting = runs().add(ours, byHand(), Optional.empty(), NOON);
    Run ended =
        runs()
            .add(ours, byHand(), Optional.empty(), NOON)
            .ended(RunStatus.SUCCESS, Optional.empty(), NOON);
    runs().save(ended);
    Run other = runs().add(theirs, byHand(), Optional.of(ended.id()), NOON);

    assertThat(runs().list(Query.all())).containsExactly(other, ended, waiting);
    assertThat(runs().list(Query.in(RunStatus.QUEUED))).containsExactly(waiting, other);
    assertThat(runs().list(Query.all().of(ours.id()))).containsExactly(ended, waiting);
    assertThat(runs().list(Query.all().page(1, 1))).containsExactly(ended);
    assertThat(runs().count(Query.all().page(1, 1))).isEqualTo(3);
  }

  @Test
  default void runsAreListedByWhenTheyWereMadeAndEnded() {
    Job job = job();
    Run early = runs().add(job, byHand(), Optional.empty(), NOON);
    Run ended =
        runs()
            .add(job, byHand(), Optional.empty(), NOON.plusSeconds(10))
            .ended(RunStatus.SUCCESS, Optional.empty(), NOON.plusSeconds(20));
    runs().save(ended);

    assertThat(runs().list(within(period(0, 9), Runs.Period.ALWAYS))).containsExactly(early);
    assertThat(runs().list(within(period(10, 10), Runs.Period.ALWAYS))).containsExactly(ended);
    assertThat(runs().list(within(Runs.Period.ALWAYS, period(20, 30)))).containsExactly(ended);
    assertThat(runs().list(within(Runs.Period.ALWAYS, period(0, 19)))).isEmpty();
  }

  private static Runs.Period period(long from, long until) {
    return new Runs.Period(
        Optional.of(NOON.plusSeconds(from)), Optional.of(NOON.plusSeconds(until)));
  }

  private static Query within(Runs.Period created, Runs.Period finished) {
    return new Query(
        Set.of(), Optional.empty(), Optional.empty(), Set.of(), created, finished, true, 0, 100);
  }

  @Test
  default void aStepIsKeptAndReplacedByIndex() {
    Run run = runs().add(job(), byHand(), Optional.empty(), NOON);
    RunStep first = RunStep.begun(run.id(), 1, "Clone Git Repository", "", NOON);
    RunStep second = RunStep.begun(run.id(), 2, "Invoke dbt with `dbt run`", "dbt run", NOON);
    runs().save(run, List.of(second, first), List.of());
    runs().save(run, List.of(first.ended(RunStatus.SUCCESS, NOON.plusSeconds(1))), List.of());

    assertThat(runs().steps(run.id()))
        .containsExactly(first.ended(RunStatus.SUCCESS, NOON.plusSeconds(1)), second);
  }

  @Test
  default void nodesComeInTheOrderInWhichTheyStarted() {
    Run run = runs().add(job(), byHand(), Optional.empty(), NOON);
    NodeResult late = node(run, "model.p.late", NOON.plusSeconds(2));
    NodeResult early = node(run, "model.p.early", NOON.plusSeconds(1));
    runs().save(run, List.of(), List.of(late, early));
    runs().save(run, List.of(), List.of(early));

    assertThat(runs().nodes(run.id())).containsExactly(early, late);
  }

  private static Trigger byHand() {
    return Trigger.of("try it", Trigger.Category.UI, "ada");
  }

  private static NodeResult node(Run run, String id, Instant started) {
    return new NodeResult(
        run.id(),
        2,
        id,
        id.substring(id.lastIndexOf('.') + 1),
        "model",
        "table",
        "success",
        "SELECT 3",
        "Thread-1",
        started,
        Optional.of(started.plusMillis(250)),
        OptionalLong.of(0));
  }
}
