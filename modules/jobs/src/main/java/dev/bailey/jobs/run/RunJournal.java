package dev.bailey.jobs.run;

import dev.bailey.engine.Beside;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps what happens in one run, in the order in which it happens, and then tells its followers.
///
/// Keeping waits for the disk, and a run must not: it goes on, and what it noted meanwhile is kept
/// together. Only a journal that falls far behind holds its run up.
final class RunJournal implements AutoCloseable {
  /// So many events may wait to be kept.
  private static final int BACKLOG = 8192;

  private final Runs runs;
  private final RunFiles files;
  private final RunFeed feed;
  private final BlockingQueue<Optional<RunEvent>> noted = new LinkedBlockingQueue<>(BACKLOG);
  private final AtomicReference<Optional<RuntimeException>> failure =
      new AtomicReference<>(Optional.empty());
  private final Map<Integer, RunStep> steps = new LinkedHashMap<>();
  private final Map<Integer, RunFiles.LogWriter> logs = new HashMap<>();
  private final List<NodeResult> nodes = new ArrayList<>();
  private Run run;
  private boolean unkept;
  private final Beside<Void> keeping;

  /// Begins the journal of `run`, which is kept as it is.
  RunJournal(Run run, Runs runs, RunFiles files, RunFeed feed) {
    this.run = run;
    this.runs = runs;
    this.files = files;
    this.feed = feed;
    this.keeping = Beside.start("journal of run " + run.id(), this::keep);
  }

  /// Notes what happened. Of a node, only its end is kept: half the writes, and nothing to be wrong
  /// about after a crash.
  ///
  /// @throws RuntimeException why something noted earlier could not be kept yet; thrown once
  void note(RunEvent event) {
    put(Optional.of(event));
    complain();
  }

  private void put(Optional<RunEvent> event) {
    boolean interrupted = false;
    while (true) {
      try {
        noted.put(event);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain() {
    failure
        .getAndSet(Optional.empty())
        .ifPresent(why -> {
          throw why;
        });
  }

  private void keep() {
    var batch = new ArrayList<Optional<RunEvent>>();
    boolean open = true;
    while (open) {
      batch.clear();
      try {
        batch.add(noted.take());
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a journal", e);
      }
      noted.drainTo(batch);
      open = batch.stream().allMatch(Optional::isPresent);
      List<RunEvent> events = batch.stream().flatMap(Optional::stream).toList();
      try {
        keepTogether(events);
      } catch (RuntimeException e) {
        failure.set(Optional.of(e));
      }
    }
  }

  /// What cannot be kept now is tried again with what comes next.
  private void keepTogether(List<RunEvent> events) {
    events.forEach(this::take);
    events.forEach(this::append);
    if (nodes.isEmpty()) {
      logs.values().forEach(RunFiles.LogWriter::flush);
    } else {
      // A node that is kept has its lines in the log.
      logs.values().forEach(RunFiles.LogWriter::sync);
    }
    steps.values().stream().filter(step -> step.status().ended()).forEach(this::endLog);
    if (unkept) {
      runs.save(run, List.copyOf(steps.values()), List.copyOf(nodes));
      steps.clear();
      nodes.clear();
      unkept = false;
    }
    events.forEach(feed::publish);
  }

  private void take(RunEvent event) {
    switch (event) {
      case RunEvent.RunChanged(Run now) -> {
        run = now;
        unkept = true;
      }
      case RunEvent.StepChanged(RunStep now) -> {
        steps.put(now.index(), now);
        unkept = true;
      }
      case RunEvent.NodeChanged(NodeResult now) when now.finishedAt().isPresent() -> {
        nodes.add(now);
        unkept = true;
      }
      case RunEvent.NodeChanged _, RunEvent.LogAdded _ -> {}
    }
  }

  private void append(RunEvent event) {
    if (event instanceof RunEvent.LogAdded(_, int step, _, String text)) {
      logs.computeIfAbsent(step, index -> files.openLog(run.project(), run.id(), index))
          .append(text);
    }
  }

  private void endLog(RunStep step) {
    RunFiles.LogWriter log = logs.remove(step.index());
    if (log != null) {
      log.close();
    }
  }

  /// Returns when all that was noted is kept.
  ///
  /// @throws RuntimeException why something noted could not be kept
  @Override
  public void close() {
    put(Optional.empty());
    keeping.close();
    complain();
  }
}
