package dev.bailey.jobs.run;

import dev.bailey.engine.GrowingFile;
import dev.bailey.engine.Stop;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Ground.Checkout;
import dev.bailey.jobs.run.Ground.Profile;
import dev.bailey.jobs.run.Ground.StepResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries one run out, on the calling thread: fetch, profile, then each dbt command.
///
/// The chain is dbt Cloud's (facts/platform.md 1.3): a failing command ends the run; source
/// freshness before and docs after do not fail it. Everything is kept as it happens, so that the
/// truth survives the process.
public final class RunExecution {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

  private final Runs runs;
  private final RunFiles files;
  private final RunFeed feed;
  private final Ground ground;
  private final Clock clock;

  /// Carries out runs on `ground`.
  public RunExecution(Runs runs, RunFiles files, RunFeed feed, Ground ground, Clock clock) {
    this.runs = runs;
    this.files = files;
    this.feed = feed;
    this.ground = ground;
    this.clock = clock;
  }

  /// Carries `run` out to its end and keeps it.
  ///
  /// @param claimed a run that has its slot
  /// @return the run at its end
  public Run carryOut(Run claimed, Job job, Stop stop) {
    try (var journal = new RunJournal(claimed, runs, files, feed)) {
      return carryOut(new Progress(claimed, journal), job, stop);
    }
  }

  /// Ends a run that an earlier process did not survive, with what is known of it.
  ///
  /// @param resumption the run that goes on with it
  /// @return the run at its end
  public Run endLost(Run lost, Optional<RunId> resumption) {
    return new LostRun(lost, runs, files).end(resumption, clock.instant());
  }

  private Run carryOut(Progress progress, Job job, Stop stop) {
    Optional<String> failure;
    try {
      failure = work(progress, job, stop);
    } catch (RunFailure e) {
      failure = Optional.of(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("run {} broke", progress.run.id(), e);
      failure =
          Optional.of("Internal error: " + e.getClass().getSimpleName() + "; see the server's log");
    }
    return end(progress, failure, stop);
  }

  /// The reason for a failure, or empty when all went well.
  private Optional<String> work(Progress progress, Job job, Stop stop) {
    Checkout checkout =
        step(
            progress,
            "Clone Git Repository",
            stop,
            log -> ground.checkout(progress.run, job, log::line, stop));
    progress.change(progress.run.on(checkout.commit()));
    try (Profile profile =
        step(progress, "Create Profile", stop, log -> checkout.profile(log::line))) {
      progress.change(progress.run.started(clock.instant()));
      return commands(progress, job, checkout, profile, stop);
    }
  }

  private Optional<String> commands(
      Progress progress, Job job, Checkout checkout, Profile profile, Stop stop) {
    for (Command command : plan(progress.run, job, checkout)) {
      if (stop.requested()) {
        return Optional.empty();
      }
      StepResult result = perform(progress, command, profile, stop);
      if (!result.success() && command.decides()) {
        return Optional.of(result.message());
      }
    }
    return Optional.empty();
  }

  private static List<Command> plan(Run run, Job job, Checkout checkout) {
    var definition = job.definition();
    var overrides = run.trigger().overrides();
    var plan = new ArrayList<Command>();
    if (checkout.namesPackages()) {
      plan.add(new Command("dbt deps", true));
    }
    if (definition.sourceFreshness()) {
      plan.add(new Command("dbt source freshness", false));
    }
    List<String> steps = overrides.steps().isEmpty() ? definition.steps() : overrides.steps();
    steps.forEach(step -> plan.add(new Command(step, true)));
    if (overrides.generateDocs().orElse(definition.generateDocs())) {
      plan.add(new Command("dbt docs generate", false));
    }
    return plan;
  }

  private StepResult perform(Progress progress, Command command, Profile profile, Stop stop) {
    var masker = new Masker(profile.secrets());
    RunStep step = progress.begin("Invoke dbt with `" + command.line() + "`", command.line());
    try {
      StepResult result =
          profile.perform(command.line(), progress.listener(step.index(), masker), stop);
      progress.end(step, endOf(result, stop));
      return new StepResult(result.success(), masker.mask(result.message()));
    } catch (RuntimeException | Error e) {
      progress.end(step, RunStatus.ERROR);
      throw e;
    }
  }

  private <T> T step(Progress progress, String name, Stop stop, Work<T> work) {
    RunStep step = progress.begin(name, "");
    StepLog log = progress.log(step.index(), new Masker(List.of()));
    try {
      T result = work.with(log);
      progress.end(step, RunStatus.SUCCESS);
      return result;
    } catch (RunFailure e) {
      log.line(e.getMessage());
      progress.end(step, failed(stop));
      throw e;
    } catch (RuntimeException | Error e) {
      progress.end(step, RunStatus.ERROR);
      throw e;
    }
  }

  private static RunStatus endOf(StepResult result, Stop stop) {
    if (result.success()) {
      return RunStatus.SUCCESS;
    }
    return failed(stop);
  }

  private static RunStatus failed(Stop stop) {
    return stop.requested() ? RunStatus.CANCELLED : RunStatus.ERROR;
  }

  private Run end(Progress progress, Optional<String> failure, Stop stop) {
    Optional<String> asked = stop.reason();
    RunStatus status =
        asked.isPresent()
            ? RunStatus.CANCELLED
            : failure.isPresent() ? RunStatus.ERROR : RunStatus.SUCCESS;
    progress.change(
        progress.run.ended(status, asked.isPresent() ? asked : failure, clock.instant()));
    return progress.run;
  }

  private record Command(String line, boolean decides) {}

  @FunctionalInterface
  private interface Work<T> {
    T with(StepLog log);
  }

  /// Where the run stands.
  private final class Progress {
    private final RunJournal journal;
    private Run run;
    private int steps;

    Progress(Run run, RunJournal journal) {
      this.journal = journal;
      change(run);
    }

    void change(Run changed) {
      run = changed;
      journal.note(new RunEvent.RunChanged(changed));
    }

    RunStep begin(String name, String command) {
      var step = RunStep.begun(run.id(), ++steps, name, command, clock.instant());
      journal.note(new RunEvent.StepChanged(step));
      return step;
    }

    void end(RunStep step, RunStatus status) {
      journal.note(new RunEvent.StepChanged(step.ended(status, clock.instant())));
    }

    StepLog log(int step, Masker masker) {
      return new StepLog(run.id(), step, journal, masker);
    }

    Ground.StepListener listener(int step, Masker masker) {
      return new KeepingListener(run, step, journal, masker);
    }
  }

  /// Keeps what a dbt command reports, then tells it.
  private final class KeepingListener implements Ground.StepListener {
    private final Run run;
    private final int step;
    private final RunJournal journal;
    private final StepLog log;
    private final Masker masker;

    KeepingListener(Run run, int step, RunJournal journal, Masker masker) {
      this.run = run;
      this.step = step;
      this.journal = journal;
      this.log = new StepLog(run.id(), step, journal, masker);
      this.masker = masker;
    }

    @Override
    public void log(String line) {
      log.line(line);
    }

    @Override
    public void node(Ground.NodeProgress node) {
      journal.note(
          new RunEvent.NodeChanged(
              new NodeResult(
                  run.id(),
                  step,
                  node.uniqueId(),
                  node.name(),
                  node.resourceType(),
                  node.materialization(),
                  node.status(),
                  masker.mask(node.message()),
                  node.thread(),
                  node.startedAt(),
                  node.finishedAt(),
                  node.failures())));
    }

    @Override
    public void artifact(String path, byte[] content) {
      files.putArtifact(run.project(), run.id(), step, path, masker.mask(content));
    }

    @Override
    public GrowingFile grow(String path) {
      return new Growing(path, files.growArtifact(run.project(), run.id(), step, path));
    }

    /// An artifact that grows, masked.
    private final class Growing implements GrowingFile {
      private final String path;
      private final RunFiles.LogWriter file;
      private boolean isRemoved;

      Growing(String path, RunFiles.LogWriter file) {
        this.path = path;
        this.file = file;
      }

      @Override
      public void append(byte[] content) {
        file.append(masker.mask(content));
        file.flush();
      }

      @Override
      public void remove() {
        isRemoved = true;
      }

      @Override
      public void close() {
        file.close();
        if (isRemoved) {
          files.deleteGrown(run.project(), run.id(), step, path);
        }
      }
    }
  }
}
