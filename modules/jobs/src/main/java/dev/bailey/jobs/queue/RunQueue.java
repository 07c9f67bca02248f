package dev.bailey.jobs.queue;

import dev.bailey.engine.Stop;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.JobType;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunEvent;
import dev.bailey.jobs.run.RunExecution;
import dev.bailey.jobs.run.RunFeed;
import dev.bailey.jobs.run.RunId;
import dev.bailey.jobs.run.RunStatus;
import dev.bailey.jobs.run.Runs;
import dev.bailey.jobs.run.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides which run may start, and starts it.
///
/// A run starts when a slot is free and no other run of the same job is at work; CI runs need no
/// slot and run side by side (facts/platform.md 1.3). Of one job at most one scheduled run waits: a
/// newer one cancels it. Nothing polls: a run that can start starts at once.
public final class RunQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);

  /// Who triggers what goes on with a lost run.
  private static final String RECOVERY = "recovery";

  /// So many times in a row, what goes on with a lost run may be lost before it finished a node.
  private static final int RESUMPTIONS = 3;

  private final Jobs jobs;
  private final Runs runs;
  private final RunFeed feed;
  private final RunExecution execution;
  private final Limits limits;
  private final Clock clock;
  private final Map<RunId, Active> active = new HashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timers =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("run-timers").factory());
  private boolean closed;

  /// What the queue allows.
  ///
  /// @param slots how many runs are at work at once, CI aside
  /// @param waiting how many runs may wait; more are refused
  /// @param longest how long any run may take
  /// @param resumes whether a run that its process did not survive is gone on with by itself
  public record Limits(int slots, int waiting, Duration longest, boolean resumes) {}

  /// A run is refused because too many wait.
  public static final class QueueFull extends RuntimeException {
    QueueFull(int limit) {
      super("the queue is full: " + limit + " runs are waiting already; try again later");
    }
  }

  private record Active(Run run, boolean needsSlot, Stop stop) {}

  /// A queue over what is kept; `recover` starts it.
  public RunQueue(
      Jobs jobs, Runs runs, RunFeed feed, RunExecution execution, Limits limits, Clock clock) {
    this.jobs = jobs;
    this.runs = runs;
    this.feed = feed;
    this.execution = execution;
    this.limits = limits;
    this.clock = clock;
  }

  /// Tells the truth about runs that the last process did not survive, queues what goes on with
  /// them, and starts what waits.
  public void recover() {
    for (Run lost : runs.list(Runs.Query.in(RunStatus.STARTING, RunStatus.RUNNING))) {
      // First, so that a process that is killed here as well forgets nothing.
      Optional<RunId> resumption = resumption(lost).map(Run::id);
      Run _ = execution.endLost(lost, resumption);
    }
    admit();
  }

  private Optional<Run> resumption(Run lost) {
    Optional<Run> there =
        runs.list(Runs.Query.in(RunStatus.QUEUED)).stream()
            .filter(run -> run.retryOf().equals(Optional.of(lost.id())))
            .findFirst();
    return there.isPresent() || !limits.resumes() || isHopeless(lost)
        ? there
        : jobs.find(lost.job()).filter(Job::active).map(job -> resumption(lost, job));
  }

  private Run resumption(Run lost, Job job) {
    var trigger =
        new Trigger(
            "Bailey stopped during run " + lost.id(),
            Trigger.Category.RERUN,
            RECOVERY,
            lost.trigger().overrides());
    return runs.add(job, trigger, Optional.of(lost.id()), now());
  }

  /// Whether what goes on with what goes on with a run gets nowhere. Perhaps it is what stops us.
  private boolean isHopeless(Run lost) {
    int attempts = 0;
    Optional<Run> run = Optional.of(lost);
    while (run.isPresent() && isFruitlessResumption(run.get())) {
      attempts++;
      run = run.get().retryOf().flatMap(runs::find);
    }
    return attempts >= RESUMPTIONS;
  }

  private boolean isFruitlessResumption(Run run) {
    return run.trigger().actor().equals(RECOVERY) && runs.nodes(run.id()).isEmpty();
  }

  /// Queues a run of `job`; it starts as soon as it may.
  ///
  /// @throws QueueFull when too many wait
  public Run submit(Job job, Trigger trigger) {
    return submit(job, trigger, Optional.empty());
  }

  /// Queues a run that repeats the failed part of another.
  ///
  /// @throws QueueFull when too many wait
  public Run submit(Job job, Trigger trigger, Optional<RunId> retryOf) {
    Run run;
    synchronized (this) {
      List<Run> waiting = runs.list(Runs.Query.in(RunStatus.QUEUED));
      if (trigger.category() == Trigger.Category.SCHEDULED) {
        replaceScheduled(waiting, job.id());
      }
      if (waiting.size() >= limits.waiting()) {
        throw new QueueFull(limits.waiting());
      }
      run = runs.add(job, trigger, retryOf, clock.instant());
    }
    feed.publish(new RunEvent.RunChanged(run));
    admit();
    return run;
  }

  /// Asks a run to stop. One that waits ends at once; one at work ends as soon as the warehouse
  /// lets go.
  ///
  /// @param why for the user, such as "Cancelled by ada@example.com"
  /// @return the run as it stands now, or empty when there is none
  public Optional<Run> cancel(RunId id, String why) {
    Active working;
    synchronized (this) {
      working = active.get(id);
      if (working == null) {
        runs.find(id)
            .filter(run -> run.status() == RunStatus.QUEUED)
            .ifPresent(run -> keep(run.ended(RunStatus.CANCELLED, Optional.of(why), now())));
      }
    }
    if (working != null) {
      working.stop().request(why);
    }
    return runs.find(id);
  }

  /// The runs at work that keep `run` from starting.
  public synchronized List<RunId> blockers(Run run) {
    if (run.status() != RunStatus.QUEUED) {
      return List.of();
    }
    List<RunId> sameJob =
        active.values().stream()
            .filter(other -> other.run().job().equals(run.job()))
            .map(other -> other.run().id())
            .toList();
    return sameJob.isEmpty() && slotsTaken() >= limits.slots()
        ? active.values().stream().filter(Active::needsSlot).map(other -> other.run().id()).toList()
        : sameJob;
  }

  private void replaceScheduled(List<Run> waiting, JobId job) {
    for (Run older : waiting) {
      if (older.job().equals(job) && older.trigger().category() == Trigger.Category.SCHEDULED) {
        keep(
            older.ended(
                RunStatus.CANCELLED,
                Optional.of("A newer scheduled run of the same job took its place."),
                now()));
      }
    }
  }

  private synchronized void admit() {
    if (closed) {
      return;
    }
    for (Run waiting : runs.list(Runs.Query.in(RunStatus.QUEUED))) {
      Optional<Job> job = jobs.find(waiting.job());
      if (job.isEmpty() || !job.get().active()) {
        keep(waiting.ended(RunStatus.CANCELLED, Optional.of("Its job has been deleted."), now()));
      } else if (mayStart(waiting, job.get())) {
        runs.claim(waiting.id(), now()).ifPresent(run -> start(run, job.get()));
      }
    }
  }

  private boolean mayStart(Run run, Job job) {
    if (job.definition().type() == JobType.CI) {
      return true;
    }
    boolean sameJobAtWork =
        active.values().stream().anyMatch(other -> other.run().job().equals(run.job()));
    return !sameJobAtWork && slotsTaken() < limits.slots();
  }

  private long slotsTaken() {
    return active.values().stream().filter(Active::needsSlot).count();
  }

  private void start(Run run, Job job) {
    var stop = new Stop();
    boolean needsSlot = job.definition().type() != JobType.CI;
    active.put(run.id(), new Active(run, needsSlot, stop));
    Duration allowed = allowed(run, job);
    var timeout =
        timers.schedule(
            () -> stop.request("Stopped after the " + words(allowed) + " it may take."),
            allowed.toMillis(),
            TimeUnit.MILLISECONDS);
    workers.execute(() -> {
      try {
        execution.carryOut(run, job, stop);
      } catch (RuntimeException | Error e) {
        LOG.error("run {} could not be kept at its end", run.id(), e);
      } finally {
        timeout.cancel(false);
        leave(run.id());
      }
    });
  }

  private Duration allowed(Run run, Job job) {
    Duration own = run.trigger().overrides().timeout().orElse(job.definition().timeout());
    return own.isZero() || own.compareTo(limits.longest()) > 0 ? limits.longest() : own;
  }

  private static String words(Duration time) {
    return time.toSeconds() % 60 == 0
        ? time.toMinutes() + " minutes"
        : time.toSeconds() + " seconds";
  }

  private void leave(RunId run) {
    synchronized (this) {
      active.remove(run);
    }
    admit();
  }

  private void keep(Run run) {
    runs.save(run);
    feed.publish(new RunEvent.RunChanged(run));
  }

  private java.time.Instant now() {
    return clock.instant();
  }

  /// Stops: nothing starts any more, runs at work are cancelled and waited for.
  @Override
  public void close() {
    List<Active> working;
    synchronized (this) {
      closed = true;
      working = List.copyOf(active.values());
    }
    working.forEach(run -> run.stop().request("Bailey is shutting down."));
    workers.close();
    timers.shutdownNow();
  }
}
