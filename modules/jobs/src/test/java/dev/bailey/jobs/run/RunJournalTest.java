package dev.bailey.jobs.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunJournalTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final StubbornRuns runs = new StubbornRuns();
  private final InMemoryRunFiles files = new InMemoryRunFiles();
  private final RunFeed feed = new RunFeed(100);
  private final Run run = claimed();

  @Test
  void aRunGoesOnWhileWhatItNotedIsKept() {
    var journal = journal();
    runs.hold();

    journal.note(new RunEvent.StepChanged(step(1)));
    journal.note(new RunEvent.StepChanged(step(2)));

    assertThat(runs.steps(run.id())).isEmpty();
    runs.release();
    journal.close();
    assertThat(runs.steps(run.id())).containsExactly(step(1), step(2));
  }

  @Test
  void followersAreToldInOrderOfWhatIsKept() throws InterruptedException {
    try (var follower = feed.follow(run.id())) {
      var events =
          List.of(
              new RunEvent.StepChanged(step(1)),
              new RunEvent.LogAdded(run.id(), 1, 0, "hello\n"),
              new RunEvent.NodeChanged(node("model.p.a", Optional.of(NOON))));

      try (var journal = journal()) {
        events.forEach(journal::note);
      }

      for (RunEvent event : events) {
        assertThat(follower.next(0)).contains(event);
      }
    }
    assertThat(new String(files.readLog(run.project(), run.id(), 1, 0, 99), UTF_8))
        .isEqualTo("hello\n");
  }

  @Test
  void aNodeThatOnlyBeganIsToldButNotKept() throws InterruptedException {
    try (var follower = feed.follow(run.id())) {
      var began = new RunEvent.NodeChanged(node("model.p.a", Optional.empty()));

      try (var journal = journal()) {
        journal.note(began);
      }

      assertThat(follower.next(0)).contains(began);
    }
    assertThat(runs.nodes(run.id())).isEmpty();
  }

  @Test
  void whatCouldNotBeKeptIsKeptWithWhatComesNext() {
    var journal = journal();
    runs.refuseOnce();
    NodeResult node = node("model.p.a", Optional.of(NOON));
    noteAndAwaitRefusal(journal, new RunEvent.NodeChanged(node));

    assertThatThrownBy(
            () -> {
              while (true) {
                journal.note(new RunEvent.StepChanged(step(1)));
              }
            })
        .hasMessage("disk full");

    journal.close();
    assertThat(runs.nodes(run.id())).containsExactly(node);
    assertThat(runs.steps(run.id())).containsExactly(step(1));
  }

  @Test
  void aJournalThatCannotBeKeptSaysSoAtItsEnd() {
    var journal = journal();
    runs.refuseOnce();
    noteAndAwaitRefusal(journal, new RunEvent.RunChanged(run));

    assertThatThrownBy(journal::close).hasMessage("disk full");
  }

  /// Whoever notes would hear of a refusal that came at once.
  private void noteAndAwaitRefusal(RunJournal journal, RunEvent event) {
    runs.hold();
    journal.note(event);
    runs.release();
    runs.awaitRefusal();
  }

  private RunJournal journal() {
    return new RunJournal(run, runs, files, feed);
  }

  private Run claimed() {
    Job job =
        new InMemoryJobs()
            .add(
                new ProjectId(1),
                new EnvironmentId(1),
                JobDefinition.of("Nightly", "dbt run"),
                NOON);
    Run added = runs.add(job, Trigger.of("", Trigger.Category.UI, "ada"), Optional.empty(), NOON);
    return runs.claim(added.id(), NOON).orElseThrow();
  }

  private RunStep step(int index) {
    return RunStep.begun(run.id(), index, "Step " + index, "", NOON);
  }

  private NodeResult node(String id, Optional<Instant> finished) {
    return new NodeResult(
        run.id(),
        1,
        id,
        "a",
        "model",
        "view",
        "success",
        "OK",
        "Thread-1",
        NOON,
        finished,
        OptionalLong.empty());
  }

  /// Keeps runs when it is let, and refuses when it is told to.
  private static final class StubbornRuns extends InMemoryRuns {
    private final CountDownLatch refused = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean refuses;

    void hold() {
      gate = new CountDownLatch(1);
    }

    void release() {
      gate.countDown();
    }

    void refuseOnce() {
      refuses = true;
    }

    void awaitRefusal() {
      await(refused);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void save(Run run, List<RunStep> changed, List<NodeResult> results) {
      await(gate);
      if (refuses) {
        refuses = false;
        refused.countDown();
        throw new IllegalStateException("disk full");
      }
      super.save(run, changed, results);
    }
  }
}
