package dev.bailey.jobs.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What every keeper of the history of runs must do.
public interface RunHistoryContract {
  Instant START = Instant.parse("2026-03-01T12:00:00Z");
  Instant LATER = START.plus(Duration.ofDays(100));

  /// An empty keeper.
  RunHistory history();

  /// The same runs.
  Runs runs();

  /// Their jobs.
  Jobs jobs();

  /// A job that is among them; each call gives another.
  Job job();

  @Test
  default void endedRunsMayGoTheOldestFirst() {
    Job job = job();
    Run first = ended(job, RunStatus.ERROR, START);
    Run second = ended(job, RunStatus.CANCELLED, START.plusSeconds(60));
    ended(job, RunStatus.ERROR, LATER);

    assertThat(history().past(Remains.RUNS, LATER, 10)).containsExactly(first, second);
    assertThat(history().past(Remains.RUNS, LATER, 1)).containsExactly(first);
  }

  @Test
  default void theNewestSuccessOfAJobStays() {
    Job job = job();
    Run older = ended(job, RunStatus.SUCCESS, START);
    ended(job, RunStatus.SUCCESS, START.plusSeconds(1));
    Run failed = ended(job, RunStatus.ERROR, START.plusSeconds(2));

    for (var what : List.of(Remains.LOGS, Remains.ARTIFACTS, Remains.RUNS)) {
      assertThat(history().past(what, LATER, 10)).containsExactly(older, failed);
    }
  }

  @Test
  default void nothingOfADeletedJobStays() {
    Job job = job();
    Run success = ended(job, RunStatus.SUCCESS, START);
    jobs().save(job.deleted(START.plusSeconds(5)));

    assertThat(history().past(Remains.RUNS, LATER, 10)).containsExactly(success);
  }

  @Test
  default void whatAnUnfinishedRunGoesOnWithStays() {
    Job job = job();
    Run first = ended(job, RunStatus.ERROR, START);
    Run second = ended(job, RunStatus.ERROR, START.plusSeconds(1), Optional.of(first.id()));
    Run other = ended(job, RunStatus.ERROR, START.plusSeconds(2));
    runs().add(job, byHand(), Optional.of(second.id()), START.plusSeconds(3));

    assertThat(history().past(Remains.RUNS, LATER, 10)).containsExactly(other);
    assertThat(history().forget(List.of(first.id(), second.id(), other.id()))).isEqualTo(1);
    assertThat(runs().find(first.id())).isPresent();
  }

  @Test
  default void whatIsGoneOfARunIsKnownAndNotFoundAgain() {
    Run run = ended(job(), RunStatus.ERROR, START);

    history().note(Remains.LOGS, List.of(run.id()), LATER);

    assertThat(runs().find(run.id()))
        .map(Run::gone)
        .contains(new Run.Gone(Optional.of(LATER), Optional.empty()));
    assertThat(history().past(Remains.LOGS, LATER, 10)).isEmpty();
    assertThat(history().past(Remains.ARTIFACTS, LATER, 10)).hasSize(1);
  }

  @Test
  default void aForgottenRunIsGoneWithItsStepsAndResults() {
    Job job = job();
    Run run = ended(job, RunStatus.ERROR, START);
    Run retried = ended(job, RunStatus.ERROR, LATER, Optional.of(run.id()));
    runs()
        .save(
            run,
            List.of(RunStep.begun(run.id(), 1, "Invoke dbt", "dbt run", START)),
            List.of(node(run.id())));

    assertThat(history().forget(List.of(run.id()))).isEqualTo(1);

    assertThat(runs().find(run.id())).isEmpty();
    assertThat(runs().find(retried.id())).map(Run::retryOf).contains(Optional.empty());
  }

  private Run ended(Job job, RunStatus end, Instant at) {
    return ended(job, end, at, Optional.empty());
  }

  private Run ended(Job job, RunStatus end, Instant at, Optional<RunId> retryOf) {
    Run run = runs().add(job, byHand(), retryOf, at).ended(end, Optional.empty(), at);
    runs().save(run);
    return run;
  }

  private static Trigger byHand() {
    return Trigger.of("try it", Trigger.Category.UI, "ada");
  }

  private static NodeResult node(RunId run) {
    return new NodeResult(
        run,
        1,
        "model.p.a",
        "a",
        "model",
        "table",
        "success",
        "SELECT 3",
        "Thread-1",
        START,
        Optional.of(START),
        OptionalLong.of(0));
  }
}
