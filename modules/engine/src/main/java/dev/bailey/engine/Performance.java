package dev.bailey.engine;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.command.Which;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.RequiredVersion;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.ParseOptions;
import dev.bailey.project.ParsedProject;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.artifact.StateFiles;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
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

  private ParsedProject load(DbtCommand command) {
    Outcome<ParsedProject> outcome =
        projects.load(
            invocation.project(),
            invocation.warehouse().adapter(),
            options(command),
            why -> listener.event(RunEvents.unableToPartialParse(why)));
    return switch (outcome) {
      case Outcome.Ok<ParsedProject>(ParsedProject project, List<Problem> warnings) -> {
        warnings.forEach(warning -> listener.event(RunEvents.warned(warning.render())));
        yield project;
      }
      case Outcome.Failed<ParsedProject>(List<Problem> problems) ->
          throw new Refusal(
              "Compilation Error\n  "
                  + indented(
                      problems.stream()
                          .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                          .map(Problem::render)
                          .collect(Collectors.joining("\n"))));
    };
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
    ParsedProject project = load(asked);
    if (asked.which().entersWarehouse()) {
      invocation.warehouse().openAhead();
    }
    DbtCommand command = asked.withProjectFlags(project.config().flags());
    if (command.flags().isTrue(Option.VERSION_CHECK)) {
      checkVersions(project);
    }
    if (command.which() != Which.PARSE) {
      listener.event(RunEvents.found(project.manifest()));
    }
    return new Commands(project, command, invocation, retry, clock).perform();
  }

  /// The project itself first, then its packages.
  private static void checkVersions(ParsedProject project) {
    try {
      RequiredVersion.check(project.config());
      project.packages().values().stream()
          .sorted(Comparator.comparing(ProjectConfig::name))
          .forEach(RequiredVersion::check);
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
