package dev.bailey.jobs.schedule;

import dev.bailey.jobs.Job;
import dev.bailey.jobs.JobId;
import dev.bailey.jobs.Jobs;
import dev.bailey.jobs.queue.RunQueue;
import dev.bailey.jobs.run.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts jobs when they are due.
///
/// Looks once a second. A due time that passed while nobody looked (the machine slept, the clock
/// jumped) starts one run, not one for each time missed; times before this scheduler started are
/// not made up for.
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final Jobs jobs;
  private final RunQueue queue;
  private final Clock clock;
  private final Map<JobId, Instant> lookedAt = new HashMap<>();
  private final Instant start;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scheduler").factory());

  /// A scheduler that has not started to look.
  public Scheduler(Jobs jobs, RunQueue queue, Clock clock) {
    this.jobs = jobs;
    this.queue = queue;
    this.clock = clock;
    this.start = clock.instant();
  }

  /// Begins to look.
  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
  }

  /// Starts every job that became due since the last look.
  synchronized void look() {
    Instant now = clock.instant();
    for (Job job : jobs.list()) {
      job.definition().activeSchedule().ifPresent(schedule -> startIfDue(job, schedule, now));
    }
  }

  private void startIfDue(Job job, Schedule schedule, Instant now) {
    // A job saved since the last look counts from then on, so that a new schedule cannot be due in
    // the past.
    Instant since = lookedAt.getOrDefault(job.id(), start);
    Instant from = since.isBefore(job.updatedAt()) ? job.updatedAt() : since;
    boolean due = schedule.next(from).filter(time -> !time.isAfter(now)).isPresent();
    if (now.isAfter(from)) {
      lookedAt.put(job.id(), now);
    }
    if (due) {
      queue.submit(job, Trigger.of("scheduled", Trigger.Category.SCHEDULED, "scheduler"));
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("the scheduler could not look at the jobs; it tries again in a second", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
