package dev.bailey.jobs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jobs.InMemoryJobs;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobDefinition;
import dev.bailey.jobs.JobType;
import dev.bailey.jobs.run.Ground.NodeProgress;
import dev.bailey.jobs.run.Ground.StepResult;
import dev.bailey.jobs.run.InMemoryRunFiles;
import dev.bailey.jobs.run.InMemoryRuns;
import dev.bailey.jobs.run.NodeResult;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunEvent;
import dev.bailey.jobs.run.RunExecution;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.RunStep;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import dev.bailey.registry.EnvironmentId;
import dev.bailey.registry.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunQueueTest {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryRunFiles files = new InMemoryRunFiles();
  private final RunFeed feed = new RunFeed(10_000);
  private final FakeGround ground = new FakeGround();
  private final RunQueue queue = queue(true);

  private RunQueue queue(boolean resumes) {
    return new RunQueue(
        jobs,
        runs,
        feed,
        new RunExecution(runs, files, feed, ground, Clock.systemUTC()),
        new RunQueue.Limits(2, 3, Duration.ofHours(24), resumes),
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void aRunGoesThroughItsStepsToSuccess() throws InterruptedException {
    Run run = finish(queue.submit(job("dbt seed", "dbt run"), byHand()));

    assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(run.commit()).contains(new Run.Commit("4f2a", "main", "Add orders"));
    assertThat(runs.steps(run.id()))
        .extracting(RunStep::name)
        .containsExactly(
            "Clone Git Repository",
            "Create Profile",
            "Invoke dbt with `dbt seed`",
            "Invoke dbt with `dbt run`");
    assertThat(runs.steps(run.id())).allMatch(step -> step.status() == RunStatus.SUCCESS);
  }

  @Test
  void aFailingCommandEndsTheRunWithItsMessage() throws InterruptedException {
    ground.when("dbt run", (_, _) -> new StepResult(false, "1 of 3 models failed"));

    Run run = finish(queue.submit(job("dbt run", "dbt test"), byHand()));

    assertThat(run.status()).isEqualTo(RunStatus.ERROR);
    assertThat(run.message()).contains("1 of 3 models failed");
    assertThat(ground.performed).containsExactly("dbt run");
  }

  @Test
  void docsThatFailDoNotFailTheRun() throws InterruptedException {
    ground.when("dbt docs generate", (_, _) -> new StepResult(false, "no catalog"));
    JobDefinition plain = JobDefinition.of("nightly", "dbt run");
    var overrides =
        new Trigger.Overrides(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            List.of());

    Run run =
        finish(
            queue.submit(add(plain), new Trigger("docs", Trigger.Category.API, "ada", overrides)));

    assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(runs.steps(run.id()).getLast().status()).isEqualTo(RunStatus.ERROR);
  }

  @Test
  void aRepositoryThatIsGoneEndsTheRunWithTheReason() throws InterruptedException {
    ground.repositoryGone = true;

    Run run = finish(queue.submit(job("dbt run"), byHand()));

    assertThat(run.status()).isEqualTo(RunStatus.ERROR);
    assertThat(run.message()).contains("The repository cannot be reached");
    assertThat(log(run, 1)).contains("The repository cannot be reached");
  }

  @Test
  void everyFinishedNodeIsKeptAndNoSecretIsShown() throws InterruptedException {
    ground.when(
        "dbt run",
        (listener, _) -> {
          listener.log("password hunter22 refused");
          listener.node(node("model.p.a", "hunter22 is wrong"));
          listener.artifact("manifest.json", "{\"p\": \"hunter22\"}".getBytes(UTF_8));
          return new StepResult(false, "hunter22 was refused");
        });

    Run run = finish(queue.submit(job("dbt run"), byHand()));

    assertThat(runs.nodes(run.id()))
        .extracting(NodeResult::message)
        .containsExactly("***** is wrong");
    assertThat(log(run, 3)).isEqualTo("password ***** refused\n");
    assertThat(files.artifact(run.project(), run.id(), 3, "manifest.json"))
        .get()
        .isEqualTo("{\"p\": \"*****\"}".getBytes(UTF_8));
    assertThat(run.message()).contains("***** was refused");
  }

  @Test
  void aJobIsSerialWithItself() throws InterruptedException {
    var release = new CountDownLatch(1);
    var entered = hold("dbt run", release);
    Job job = job("dbt run");
    Run first = queue.submit(job, byHand());
    entered.await();
    Run second = queue.submit(job, byHand());

    assertThat(runs.find(second.id())).get().extracting(Run::status).isEqualTo(RunStatus.QUEUED);
    assertThat(queue.blockers(second)).containsExactly(first.id());

    release.countDown();
    assertThat(finish(second).status()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void onlyAsManyRunsWorkAsThereAreSlotsButCiNeedsNone() throws InterruptedException {
    var release = new CountDownLatch(1);
    var entered = hold("dbt run", release);
    Run one = queue.submit(job("dbt run"), byHand());
    entered.await();
    Run two = queue.submit(job("dbt run"), byHand());
    Run three = queue.submit(job("dbt test"), byHand());
    Run ci = finish(queue.submit(add(ciJob()), byHand()));

    assertThat(ci.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(runs.find(three.id())).get().extracting(Run::status).isEqualTo(RunStatus.QUEUED);
    assertThat(queue.blockers(three)).containsExactlyInAnyOrder(one.id(), two.id());

    release.countDown();
    assertThat(finish(three).status()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void aWaitingRunIsCancelledAtOnce() throws InterruptedException {
    var release = new CountDownLatch(1);
    var entered = hold("dbt run", release);
    Job job = job("dbt run");
    queue.submit(job, byHand());
    entered.await();
    Run waiting = queue.submit(job, byHand());

    Optional<Run> cancelled = queue.cancel(waiting.id(), "Cancelled by ada");

    assertThat(cancelled).get().extracting(Run::status).isEqualTo(RunStatus.CANCELLED);
    assertThat(cancelled.get().message()).contains("Cancelled by ada");
    release.countDown();
  }

  @Test
  void aRunAtWorkIsCancelledThroughItsCommand() throws InterruptedException {
    var entered = new CountDownLatch(1);
    ground.when(
        "dbt run",
        (_, stop) -> {
          var stopped = new CountDownLatch(1);
          stop.onRequest(stopped::countDown);
          entered.countDown();
          await(stopped);
          return new StepResult(false, "stopped");
        });
    Run run = queue.submit(job("dbt run", "dbt test"), byHand());
    entered.await();
    queue.cancel(run.id(), "Cancelled by ada");

    Run ended = finish(run);
    assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(ended.message()).contains("Cancelled by ada");
    assertThat(ground.performed).containsExactly("dbt run");
  }

  @Test
  void ofAJobAtMostOneScheduledRunWaits() throws InterruptedException {
    var release = new CountDownLatch(1);
    var entered = hold("dbt run", release);
    Job job = job("dbt run");
    queue.submit(job, byHand());
    entered.await();
    Run older = queue.submit(job, scheduled());
    Run newer = queue.submit(job, scheduled());

    assertThat(runs.find(older.id())).get().extracting(Run::status).isEqualTo(RunStatus.CANCELLED);
    assertThat(runs.find(newer.id())).get().extracting(Run::status).isEqualTo(RunStatus.QUEUED);
    release.countDown();
  }

  @Test
  void aFullQueueRefuses() throws InterruptedException {
    var release = new CountDownLatch(1);
    var entered = hold("dbt run", release);
    Job job = job("dbt run");
    queue.submit(job, byHand());
    entered.await();
    for (int i = 0; i < 3; i++) {
      queue.submit(job, byHand());
    }

    assertThatThrownBy(() -> queue.submit(job, byHand())).isInstanceOf(RunQueue.QueueFull.class);
    release.countDown();
  }

  @Test
  void aRunThatItsProcessDidNotSurviveSaysSoAndKeepsItsNodes() {
    Run lost = lost(byHand(), Optional.empty(), finishedNode());

    queue.recover();

    Run told = runs.find(lost.id()).orElseThrow();
    assertThat(told.status()).isEqualTo(RunStatus.ERROR);
    assertThat(told.message().orElseThrow()).contains("1 finished nodes are kept");
    assertThat(runs.steps(lost.id())).extracting(RunStep::status).containsExactly(RunStatus.ERROR);
    assertThat(runs.nodes(lost.id())).hasSize(1);
  }

  @Test
  void anotherRunGoesOnWithALostOne() throws InterruptedException {
    Run lost = lost(byHand(), Optional.empty());

    queue.recover();

    Run resumption = theOnlyOther(lost);
    assertThat(resumption.retryOf()).contains(lost.id());
    assertThat(resumption.trigger().category()).isEqualTo(Trigger.Category.RERUN);
    assertThat(runs.find(lost.id()).flatMap(Run::message).orElseThrow())
        .endsWith("Run %s goes on from there.".formatted(resumption.id()));
    assertThat(finish(resumption).status()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void aLostRunIsLeftAloneWhereThatIsThePolicy() {
    Run lost = lost(byHand(), Optional.empty());

    try (RunQueue leaving = queue(false)) {
      leaving.recover();
    }

    assertThat(runs.list(Runs.Query.all())).extracting(Run::id).containsExactly(lost.id());
    assertThat(runs.find(lost.id()).flatMap(Run::message).orElseThrow())
        .endsWith("Retry it to go on from there.");
  }

  @Test
  void aRunThatIsLostAgainAndAgainBeforeItGetsAnywhereIsLeftAlone() {
    Run run = lost(byHand(), Optional.empty());
    for (int i = 0; i < 3; i++) {
      run = lostAgain(run);
    }

    queue.recover();

    assertThat(runs.find(run.id()).flatMap(Run::message).orElseThrow())
        .endsWith("Retry it to go on from there.");
  }

  @Test
  void aRunThatIsLostAgainButGotFurtherIsGoneOnWith() {
    Run run = lost(byHand(), Optional.empty());
    for (int i = 0; i < 3; i++) {
      run = lostAgain(run, finishedNode());
    }

    queue.recover();

    assertThat(runs.find(run.id()).flatMap(Run::message).orElseThrow())
        .endsWith("goes on from there.");
  }

  @Test
  void whatTheCommandOfALostRunHadDoneIsAnArtifact() {
    Run lost = lost(byHand(), Optional.empty());
    try (var journal =
        files.growArtifact(lost.project(), lost.id(), 1, "run_results.partial.jsonl")) {
      journal.append(
          """
          {"metadata": {}, "args": {"which": "build"}, "nodes": ["model.p.a", "model.p.b"]}
          {"unique_id": "model.p.a", "status": "success"}
          """);
    }

    queue.recover();

    byte[] results = files.artifact(lost.project(), lost.id(), 1, "run_results.json").orElseThrow();
    assertThat(new String(results, UTF_8))
        .contains("\"unique_id\":\"model.p.a\",\"status\":\"success\"")
        .contains("\"unique_id\":\"model.p.b\"")
        .contains("\"status\":\"skipped\"");
  }

  /// A run whose process was killed in the middle of its only command.
  private Run lost(Trigger trigger, Optional<RunId> retryOf, NodeProgress... finished) {
    Run run = runs.add(job("dbt run"), trigger, retryOf, Instant.EPOCH);
    Run begun = runs.claim(run.id(), Instant.EPOCH).orElseThrow();
    runs.save(
        begun,
        List.of(RunStep.begun(run.id(), 1, "Invoke dbt with `dbt run`", "dbt run", Instant.EPOCH)),
        Stream.of(finished).map(node -> kept(run, node)).toList());
    return run;
  }

  /// What went on with a lost run, and was lost as well.
  private Run lostAgain(Run before, NodeProgress... finished) {
    runs.save(before.ended(RunStatus.ERROR, Optional.empty(), Instant.EPOCH));
    return lost(recovery(), Optional.of(before.id()), finished);
  }

  private static NodeResult kept(Run run, NodeProgress node) {
    return new NodeResult(
        run.id(),
        1,
        node.uniqueId(),
        node.name(),
        node.resourceType(),
        node.materialization(),
        node.status(),
        node.message(),
        node.thread(),
        node.startedAt(),
        node.finishedAt(),
        node.failures());
  }

  private static NodeProgress finishedNode() {
    return node("model.p.a", "OK");
  }

  private static Trigger recovery() {
    return Trigger.of("Bailey stopped", Trigger.Category.RERUN, "recovery");
  }

  private Run theOnlyOther(Run run) {
    List<Run> others =
        runs.list(Runs.Query.all()).stream().filter(other -> !other.id().equals(run.id())).toList();
    assertThat(others).hasSize(1);
    return others.getFirst();
  }

  @Test
  void whatWaitedBeforeARestartStartsAfterIt() throws InterruptedException {
    Run waiting = runs.add(job("dbt run"), byHand(), Optional.empty(), Instant.EPOCH);

    queue.recover();

    assertThat(finish(waiting).status()).isEqualTo(RunStatus.SUCCESS);
  }

  @Test
  void theRunsOfADeletedJobDoNotStart() {
    Job job = job("dbt run");
    Run waiting = runs.add(job, byHand(), Optional.empty(), Instant.EPOCH);
    jobs.save(job.deleted(Instant.EPOCH));

    queue.recover();

    assertThat(runs.find(waiting.id()))
        .get()
        .extracting(Run::status)
        .isEqualTo(RunStatus.CANCELLED);
  }

  private CountDownLatch hold(String command, CountDownLatch release) {
    var entered = new CountDownLatch(1);
    ground.when(
        command,
        (_, _) -> {
          entered.countDown();
          await(release);
          return new StepResult(true, "");
        });
    return entered;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Run finish(Run run) throws InterruptedException {
    try (var following = feed.follow(run.id())) {
      Run now = runs.find(run.id()).orElseThrow();
      while (!now.status().ended()) {
        if (following.next(10_000).orElseThrow() instanceof RunEvent.RunChanged(Run changed)) {
          now = changed;
        }
      }
      return now;
    }
  }

  private String log(Run run, int step) {
    return new String(
        files.readLog(run.project(), new RunId(run.id().value()), step, 0, 1 << 20), UTF_8);
  }

  private Job job(String... steps) {
    return add(JobDefinition.of("nightly", steps));
  }

  private Job add(JobDefinition definition) {
    return jobs.add(new ProjectId(1), new EnvironmentId(1), definition, Instant.EPOCH);
  }

  private static JobDefinition ciJob() {
    return new JobDefinition(
        "ci",
        "",
        JobType.CI,
        List.of("dbt build"),
        Set.of(),
        Optional.empty(),
        4,
        "ci",
        Duration.ZERO,
        false,
        false);
  }

  private static NodeProgress node(String id, String message) {
    return new NodeProgress(
        id,
        "a",
        "model",
        "view",
        "error",
        message,
        "Thread-1",
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        OptionalLong.empty());
  }

  private static Trigger byHand() {
    return Trigger.of("try it", Trigger.Category.UI, "ada");
  }

  private static Trigger scheduled() {
    return Trigger.of("scheduled", Trigger.Category.SCHEDULED, "scheduler");
  }
}
