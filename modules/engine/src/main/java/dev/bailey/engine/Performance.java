package dev.bailey.engine;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.RequiredVersion;
import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.artifact.StateFiles;
import dev.bailey.project.config.ProjectFile;
import dev.bailey.project.context.Inquiry;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// One command being carried out.
final class Performance {
  private static final CommandResult REFUSED = new CommandResult(2, "");

  private final Invocation invocation;
  private final WarmProjects projects;
  private final Listener listener;
  private final Instant start;
  private final Clock clock;
  private Deprecations deprecations = new Deprecations(false);

  Performance(Invocation invocation, WarmProjects projects, Clock clock) {
    this.invocation = invocation;
    this.projects = projects;
    this.listener = invocation.surroundings().listener();
    this.clock = clock;
    this.start = clock.instant();
  }

  CommandResult perform() {
    CommandResult result;
    try {
      result = carryOut();
    } catch (Refusal e) {
      result = new CommandResult(2, e.getMessage());
    } catch (StateFiles.UnusableException e) {
      result = new CommandResult(2, "Runtime Error\n  " + indented(e.getMessage()));
    } catch (WarehouseException e) {
      result = new CommandResult(2, heading(e) + "\n  " + indented(e.getMessage()));
    } catch (TemplateException e) {
      result = new CommandResult(2, heading(e) + "\n  " + indented(e.text()));
    }
    if (result.exitCode() == REFUSED.exitCode()) {
      listener.event(RunEvents.error(result.message()));
    }
    deprecations.summary().ifPresent(listener::event);
    Instant end = clock.instant();
    listener.event(
        RunEvents.completed(
            "dbt " + invocation.command().which().words(),
            result.isSuccess(),
            end,
            java.time.Duration.between(start, end)));
    return result;
  }

  private static String heading(WarehouseException e) {
    return switch (e.kind()) {
      case REFUSED, MISSING -> "Database Error";
      default -> "Runtime Error";
    };
  }

  private static String heading(TemplateException e) {
    return e.type().equals("DbtRuntimeError") ? "Runtime Error" : "Compilation Error";
  }

  private static String indented(String text) {
    return text.replace("\n", "\n  ");
  }

  private CommandResult carryOut() {
    DbtCommand typed = invocation.command();
    if (typed.which() != Which.RETRY) {
      return carryOut(typed, Optional.empty());
    }
    var retry = Retry.of(typed, invocation.surroundings().artifacts());
    return carryOut(retry.command(), Optional.of(retry));
  }

  private ParsedProject load(DbtCommand command, Listener strict) {
    Outcome<ParsedProject> outcome =
        projects.load(
            invocation.project(),
            invocation.warehouse().adapter(),
            options(command),
            command.flags().isTrue(Option.VERSION_CHECK) ? Performance::checkVersions : _ -> {},
            why -> listener.event(RunEvents.unableToPartialParse(why)));
    return switch (outcome) {
      case Outcome.Ok<ParsedProject>(ParsedProject project, List<Problem> warnings) -> {
        warn(warnings, strict);
        yield project;
      }
      case Outcome.Failed<ParsedProject>(List<Problem> problems) -> {
        warn(problems, strict);
        throw new Refusal(
            "Compilation Error\n  "
                + indented(
                    problems.stream()
                        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                        .map(Problem::render)
                        .collect(Collectors.joining("\n"))));
      }
    };
  }

  private void warn(List<Problem> problems, Listener strict) {
    problems.stream()
        .filter(problem -> problem.severity() != Problem.Severity.ERROR)
        .map(RunEvents::warned)
        .filter(deprecations::isShown)
        .forEach(strict::event);
  }

  private ParseOptions options(DbtCommand command) {
    return new ParseOptions(
        invocation.target(),
        command.flags().dict(Option.VARS),
        invocation.environment(),
        command.flags().template(),
        UUID.randomUUID().toString(),
        start);
  }

  /// @param retry what the command is confined to
  private CommandResult carryOut(DbtCommand asked, Optional<Retry> retry) {
    DbtCommand command = asked.withProjectFlags(projectFlags(asked));
    var strict = new StrictListener(listener, command.flags().warningRules());
    deprecations = new Deprecations(command.flags().isTrue(Option.SHOW_ALL_DEPRECATIONS));
    warnOfOptions(command, strict);
    ParsedProject project = load(command, strict);
    if (command.which().entersWarehouse()) {
      invocation.warehouse().openAhead();
    }
    if (command.which() != Which.PARSE) {
      listener.event(RunEvents.found(project.manifest()));
    }
    return new Commands(project, command, invocation.heardBy(strict), retry, clock).perform();
  }

  private void warnOfOptions(DbtCommand command, Listener strict) {
    var flags = command.flags();
    Data.Dict options = flags.dict(Option.WARN_ERROR_OPTIONS);
    var events = new ArrayList<Event>();
    if (options.present("include").isPresent() || options.present("exclude").isPresent()) {
      events.add(RunEvents.olderWarnErrorOptions());
    }
    if (command.which() == Which.SOURCE_FRESHNESS) {
      flags.text(Option.FRESHNESS_OUTPUT).map(RunEvents::customOutputPath).ifPresent(events::add);
    }
    events.stream().filter(deprecations::isShown).forEach(strict::event);
  }

  /// The `flags` of dbt_project.yml; none when it cannot be read, which parsing then tells.
  private Data.Dict projectFlags(DbtCommand command) {
    ParseOptions options = options(command);
    byte[] bytes = invocation.project().root().read(ProjectFile.NAME).orElse(new byte[0]);
    var file = new SourceFile(ProjectFile.NAME, new String(bytes, StandardCharsets.UTF_8));
    return ProjectFile.read(file, Scope.projectFile(options, new Inquiry(options)))
            instanceof Outcome.Ok<ProjectConfig>(ProjectConfig config, _)
        ? config.flags()
        : Data.noEntries();
  }

  /// The project itself first, then its packages: before any other file of them is read.
  private static void checkVersions(List<ProjectConfig> projects) {
    try {
      projects.forEach(RequiredVersion::check);
    } catch (DepsException e) {
      throw new Refusal("Runtime Error\n  " + indented(e.getMessage()));
    }
  }

  /// The command cannot be carried out; the message is for the user.
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
      super(message, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
