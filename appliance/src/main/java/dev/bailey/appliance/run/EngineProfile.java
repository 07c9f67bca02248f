package dev.bailey.appliance.run;

import dev.bailey.engine.Artifacts;
import dev.bailey.engine.CommandResult;
import dev.bailey.engine.Engine;
import dev.bailey.engine.GrowingFile;
import dev.bailey.engine.Invocation;
import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.EventType;
import dev.bailey.engine.event.Level;
import dev.bailey.engine.event.LogFormat;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.jobs.run.Ground;
import dev.bailey.project.Target;
import dev.bailey.project.context.ThreadName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A project with its way into the warehouse, performing dbt commands on the warm engine.
final class EngineProfile implements Ground.Profile {
  private static final Logger LOG = LoggerFactory.getLogger(EngineProfile.class);
  private static final LogFormat FORMAT = new LogFormat.Text(false);

  private final Setting setting;
  private final String connection;
  private final Warehouse warehouse;
  private final Clock clock;

  /// What commands work with.
  ///
  /// @param packages those of the project, at its commit
  /// @param earlier the run whose failed part is repeated
  /// @param secrets values that no log may show
  record Setting(
      Engine engine,
      RunPackages packages,
      Target target,
      RunEnvironment environment,
      Optional<Retry> earlier,
      List<String> secrets) {}

  EngineProfile(Setting setting, String connection, Warehouse warehouse, Clock clock) {
    this.setting = setting;
    this.connection = connection;
    this.warehouse = warehouse;
    this.clock = clock;
  }

  @Override
  public String connection() {
    return connection;
  }

  @Override
  public List<String> secrets() {
    return setting.secrets();
  }

  @Override
  public Ground.StepResult perform(String command, Ground.StepListener listener, Stop stop) {
    Optional<Retry> earlier = setting.earlier();
    if (earlier.isPresent() && earlier.get().isDone(command) && !isDeps(command)) {
      listener.log(
          "Run " + earlier.get().earlier().id() + " did this already; it is not repeated.");
      return new Ground.StepResult(true, "");
    }
    Artifacts artifacts = artifacts(listener);
    Optional<Retry> known = earlier.filter(retry -> retry.hasResults(command));
    if (known.isPresent()) {
      listener.log(
          "Repeating what run %s did not bring to a good end"
              .formatted(known.get().earlier().id()));
      artifacts = known.get().over(command, artifacts);
    }
    return perform(known.isPresent() ? "dbt retry" : command, artifacts, listener, stop);
  }

  private static Artifacts artifacts(Ground.StepListener listener) {
    return new Artifacts() {
      @Override
      public void write(String path, byte[] content) {
        listener.artifact(path, content);
      }

      @Override
      public GrowingFile grow(String path) {
        return listener.grow(path);
      }
    };
  }

  /// What it installs is in memory, and later steps need it.
  private boolean isDeps(String line) {
    return new CommandLine(setting.environment().values()).parseLine(line)
            instanceof CommandLine.Parsed.Ready(DbtCommand command)
        && command.which() == Which.DEPS;
  }

  private Ground.StepResult perform(
      String line, Artifacts artifacts, Ground.StepListener listener, Stop stop) {
    return switch (new CommandLine(setting.environment().values()).parseLine(line)) {
      case CommandLine.Parsed.Ready(DbtCommand ready) ->
          perform(ready, new Invocation.Surroundings(new Passing(listener), artifacts, stop));
      case CommandLine.Parsed.Refused(String text) -> refused(text, listener);
      case CommandLine.Parsed.Help(String text) -> shown(text, listener);
      case CommandLine.Parsed.Version() -> shown("Bailey", listener);
    };
  }

  private Ground.StepResult perform(DbtCommand command, Invocation.Surroundings surroundings) {
    if (command.which() == Which.DEPS) {
      return install(command, surroundings);
    }
    CommandResult result =
        setting
            .engine()
            .perform(
                new Invocation(
                    command,
                    setting.packages().source(),
                    setting.target(),
                    warehouse,
                    setting.environment().values(),
                    surroundings));
    return new Ground.StepResult(result.isSuccess(), result.message());
  }

  private Ground.StepResult install(DbtCommand command, Invocation.Surroundings surroundings) {
    try {
      setting.packages().install(command, surroundings);
      return new Ground.StepResult(true, "");
    } catch (DepsException e) {
      String message = "Runtime Error\n  " + e.getMessage().replace("\n", "\n  ");
      surroundings.listener().event(RunEvents.error(message));
      return new Ground.StepResult(false, message);
    }
  }

  private static Ground.StepResult refused(String text, Ground.StepListener listener) {
    text.lines().forEach(listener::log);
    return new Ground.StepResult(false, text.lines().findFirst().orElse("The command is unknown"));
  }

  private static Ground.StepResult shown(String text, Ground.StepListener listener) {
    text.lines().forEach(listener::log);
    return new Ground.StepResult(true, "");
  }

  @Override
  public void close() {
    warehouse.close();
  }

  /// Passes on what the engine tells, in the words of jobs.
  private final class Passing implements Listener {
    private final Ground.StepListener listener;

    Passing(Ground.StepListener listener) {
      this.listener = listener;
    }

    @Override
    public void event(Event event) {
      if (event.type() == EventType.LOG_DEBUG_STACK_TRACE) {
        LOG.error("A node failed by a defect: {}", event.plain());
      }
      // What `show` prints are rows of the warehouse, and a log is kept.
      if (event.type() != EventType.SHOW_NODE && event.level().reaches(Level.INFO)) {
        FORMAT.line(event, clock.instant(), ThreadName.current()).lines().forEach(listener::log);
      }
    }

    @Override
    public void node(NodeProgress progress) {
      listener.node(
          new Ground.NodeProgress(
              progress.uniqueId(),
              progress.name(),
              progress.resourceType(),
              progress.materialization(),
              progress.status(),
              progress.message(),
              progress.thread(),
              progress.startedAt(),
              progress.finishedAt(),
              progress.failures()));
    }
  }
}
