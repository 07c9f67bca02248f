package dev.bailey.appliance.dbt;

import dev.bailey.engine.CommandResult;
import dev.bailey.engine.Engine;
import dev.bailey.engine.Invocation;
import dev.bailey.engine.ParseCache;
import dev.bailey.engine.Stop;
import dev.bailey.engine.command.CommandLine;
import dev.bailey.engine.command.CommandLine.Parsed;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.deps.Deps;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.event.Level;
import dev.bailey.engine.event.LogFormat;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.project.DbtVersion;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectLoader;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.Target;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.DirectoryTree;
import dev.bailey.warehouse.ResourceTree;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.dispatch.Limits;
import dev.bailey.warehouse.dispatch.StatementAudit;
import dev.bailey.warehouse.egress.EgressPolicy;
import dev.bailey.warehouse.settings.ConnectionSettings;
import dev.bailey.warehouse.settings.SettingsReading;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// dbt's command line over the engine: `profiles.yml`, the target folder, `logs/dbt.log`, and dbt's
/// exit codes.
public final class DbtMain {
  private static final String PROFILES = "profiles.yml";
  private static final int UNUSABLE = 2;
  private static final Set<String> NOT_SOURCES = Set.of("target", "logs");

  private final Map<String, String> environment;
  private final Path directory;
  private final PrintStream out;

  /// @param directory the working directory
  public DbtMain(Map<String, String> environment, Path directory, PrintStream out) {
    this.environment = Map.copyOf(environment);
    this.directory = directory.toAbsolutePath().normalize();
    this.out = out;
  }

  /// Carries out one command.
  ///
  /// @param arguments what was typed after `dbt`
  /// @return dbt's exit code
  public int run(List<String> arguments) {
    return switch (new CommandLine(environment).parse(arguments)) {
      case Parsed.Help(String text) -> say(text, 0);
      case Parsed.Version() ->
          say("Core:\n  - installed: %s (Bailey)".formatted(DbtVersion.NUMBER), 0);
      case Parsed.Refused(String text) -> say(text, UNUSABLE);
      case Parsed.Ready(DbtCommand command) -> perform(command);
    };
  }

  private int say(String text, int code) {
    out.println(text);
    return code;
  }

  private int perform(DbtCommand command) {
    Optional<String> folder = command.flags().text(Option.PROJECT_DIR);
    if (folder.isPresent() && !Files.exists(directory.resolve(folder.get()))) {
      return say(
          command.refusal(
              "Invalid value for '--project-dir': Path '%s' does not exist."
                  .formatted(folder.get())),
          UNUSABLE);
    }
    try {
      return switch (command.which()) {
        case INIT -> init(command);
        case DEBUG -> debug(command);
        case CLEAN -> clean(command, projectFolder(command));
        case DEPS -> deps(command, projectFolder(command));
        default -> perform(command, projectFolder(command));
      };
    } catch (UsageFault e) {
      return refused(e.getMessage());
    } catch (DepsException e) {
      return refused(e.getMessage());
    } catch (UncheckedIOException e) {
      return refused("%s: %s".formatted(e.getMessage(), e.getCause()));
    } catch (RuntimeException | StackOverflowError e) {
      return broken(command, e);
    }
  }

  /// A defect of ours: one line for people, the rest for the log.
  private int broken(DbtCommand command, Throwable defect) {
    Path logs = logs(command, folder(command));
    try (var console = console(command, logs)) {
      console.event(RunEvents.stackTrace(defect));
    }
    return say(
        "Encountered an error:\nInternal Error\n  This is a defect of Bailey, not of the project: %s. The details are in %s."
            .formatted(defect, logs.resolve("dbt.log")),
        UNUSABLE);
  }

  private int refused(String why) {
    return say("Encountered an error:\nRuntime Error\n  " + why.replace("\n", "\n  "), UNUSABLE);
  }

  private int init(DbtCommand command) {
    String name =
        command
            .argument()
            .orElseThrow(() -> new UsageFault("Name the project: dbt init my_project"));
    Path profiles = profilesFolder(command, directory).resolve(PROFILES);
    new InitCommand(directory, profiles, out)
        .run(name, !command.flags().isTrue(Option.SKIP_PROFILE_SETUP));
    return 0;
  }

  private int clean(DbtCommand command, Path project) {
    try (var console = console(command, logs(command, project))) {
      new CleanCommand(project, ProjectOnDisk.config(project, command, environment), console)
          .run(command);
      return 0;
    }
  }

  private int deps(DbtCommand command, Path project) {
    String packages = ProjectOnDisk.config(project, command, environment).paths().packagesInstall();
    try (var console = console(command, logs(command, project))) {
      new Deps(
              command,
              new PackageFolder(project, packages),
              UserPackages.of(environment),
              environment,
              console)
          .run();
      return 0;
    }
  }

  private int debug(DbtCommand command) {
    Path project = folder(command);
    Path profiles = profilesFolder(command, project);
    try (var console = console(command, logs(command, project))) {
      var debug = new DebugCommand(console, command.flags().isTrue(Option.CONNECTION));
      debug.say("dbt version: " + DbtVersion.NUMBER);
      debug.say("java version: " + Runtime.version());
      debug.say("os info: " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
      debug.say("Using profiles dir at " + profiles);
      debug.say("Using profiles.yml file at " + profiles.resolve(PROFILES));
      debug.say("Using dbt_project.yml file at " + project.resolve("dbt_project.yml"));
      debug.begin();
      Optional<Profiles.Output> output =
          debug.check(
              "profiles.yml file",
              "Profile",
              () -> output(command, project, () -> config(command)));
      debug.check("dbt_project.yml file", "Project", () -> config(command));
      output
          .flatMap(found -> debug.check("credentials", "Profile", () -> settings(found)))
          .ifPresentOrElse(
              settings -> connect(debug, settings),
              () -> debug.say("Connection test skipped since no profile was found"));
      return debug.conclude();
    }
  }

  private static void connect(DebugCommand debug, ConnectionSettings settings) {
    debug.say("adapter type: " + settings.type());
    debug.say("Connection:");
    debug.say("  database: " + settings.database());
    debug.say("  schema: " + settings.schema());
    debug.say("  place: " + settings.place());
    try (var warehouses =
            new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), Clock.systemUTC());
        var warehouse = warehouses.warehouse("debug", settings, Limits.standard(), "debug")) {
      debug.connect(warehouse);
    }
  }

  private static Path logs(DbtCommand command, Path project) {
    return project.resolve(command.flags().text(Option.LOG_PATH).orElse("logs"));
  }

  private Path folder(DbtCommand command) {
    return command
        .flags()
        .text(Option.PROJECT_DIR)
        .map(directory::resolve)
        .orElse(directory)
        .normalize();
  }

  private Path projectFolder(DbtCommand command) {
    Path folder = folder(command);
    if (!Files.isRegularFile(folder.resolve("dbt_project.yml"))) {
      throw new UsageFault(
          "No dbt_project.yml found at expected path " + folder + "/dbt_project.yml");
    }
    return folder;
  }

  private ProjectConfig config(DbtCommand command) {
    return ProjectOnDisk.config(projectFolder(command), command, environment);
  }

  private int perform(DbtCommand command, Path project) {
    ProjectConfig config = ProjectOnDisk.config(project, command, environment);
    Profiles.Output output = output(command, project, () -> config);
    ConnectionSettings settings = settings(output);
    Path logs = logs(command, project);
    Path target =
        project.resolve(
            command.flags().text(Option.TARGET_PATH).orElseGet(() -> config.paths().target()));
    var stop = new Stop();
    try (var _ = new Interrupt(stop);
        var console = console(command, logs);
        var warehouses =
            new Warehouses(EgressPolicy.everywhere(), StatementAudit.none(), Clock.systemUTC());
        var warehouse = warehouses.warehouse(output.target(), settings, Limits.standard(), "dbt")) {
      CommandResult result =
          new Engine(
                  Clock.systemUTC(),
                  new ResourceTree(ProjectLoader.class, "macros/dbt"),
                  cache(command, config, project, target))
              .perform(
                  new Invocation(
                      placed(command, project, logs),
                      new ProjectSource(
                          new DirectoryTree(project, NOT_SOURCES),
                          LinkedPackages.of(project, config.paths().packagesInstall()),
                          project.toString()),
                      target(output, settings),
                      warehouse,
                      environment,
                      new Invocation.Surroundings(
                          console, new TargetFolder(project, target), stop)));
      return result.exitCode();
    }
  }

  private static ParseCache cache(
      DbtCommand command, ProjectConfig config, Path project, Path target) {
    var flags = command.withProjectFlags(config.flags()).flags();
    return flags.isTrue(Option.PARTIAL_PARSE)
        ? new PartialParseFile(
            flags
                .text(Option.PARTIAL_PARSE_FILE_PATH)
                .map(project::resolve)
                .orElse(target.resolve(PartialParseFile.NAME)))
        : ParseCache.NONE;
  }

  /// dbt records where its files were, whether or not that was said.
  private static DbtCommand placed(DbtCommand command, Path project, Path logs) {
    return command.with(
        command
            .flags()
            .with(Option.PROJECT_DIR, Data.of(project.toString()))
            .with(Option.LOG_PATH, Data.of(logs.toString())));
  }

  /// @param config asked only where the command names no profile
  private Profiles.Output output(DbtCommand command, Path project, Supplier<ProjectConfig> config) {
    Path file = profilesFolder(command, project).resolve(PROFILES);
    String profile = command.flags().text(Option.PROFILE).orElseGet(() -> profileOf(config.get()));
    return new Profiles(directory, file, environment)
        .output(profile, command.flags().text(Option.TARGET));
  }

  /// The flag or its variable, else the working directory, else the home directory.
  private Path profilesFolder(DbtCommand command, Path project) {
    Optional<Path> given = command.flags().text(Option.PROFILES_DIR).map(directory::resolve);
    if (given.isPresent()) {
      return given.get();
    }
    for (Path folder : List.of(directory, project)) {
      if (Files.isRegularFile(folder.resolve(PROFILES))) {
        return folder;
      }
    }
    return Path.of(environment.getOrDefault("HOME", "."), ".dbt");
  }

  private static String profileOf(ProjectConfig config) {
    return config.profile().orElseThrow(() -> new UsageFault("dbt_project.yml names no profile"));
  }

  private ConnectionSettings settings(Profiles.Output output) {
    return switch (ConnectionSettings.read(output.type(), output.fields(), directory)) {
      case SettingsReading.Read(ConnectionSettings settings, _) -> settings;
      case SettingsReading.Refused(List<SettingsReading.Fault> faults) ->
          throw new UsageFault(
              "Credentials in profile \"%s\", target \"%s\" invalid: %s"
                  .formatted(
                      output.profile(),
                      output.target(),
                      faults.stream()
                          .map(fault -> fault.field() + ": " + fault.message())
                          .collect(Collectors.joining("; "))));
    };
  }

  private static Target target(Profiles.Output output, ConnectionSettings settings) {
    int threads =
        output.fields().present("threads").orElse(Data.of(1)) instanceof Data.Whole(BigInteger n)
            ? n.intValue()
            : 1;
    return new Target(
        output.profile(),
        output.target(),
        settings.type(),
        Optional.of(settings.database()),
        settings.schema(),
        threads,
        settings.target());
  }

  /// Since JDK 22 there is a console even where output goes to a file.
  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
  }

  private Console console(DbtCommand command, Path logs) {
    var flags = command.flags();
    boolean colours = flags.isTrue(Option.USE_COLORS) && onTerminal();
    Level level =
        flags.isTrue(Option.QUIET)
            ? Level.ERROR
            : flags.isTrue(Option.DEBUG) ? Level.DEBUG : level(flags.choice(Option.LOG_LEVEL));
    return new Console(
        out,
        new Console.Outlet(format(flags.choice(Option.LOG_FORMAT), colours), level),
        logFile(logs),
        new Console.Outlet(
            format(flags.choice(Option.LOG_FORMAT_FILE), false),
            level(flags.choice(Option.LOG_LEVEL_FILE))));
  }

  private static Level level(String word) {
    return switch (word) {
      case "debug" -> Level.DEBUG;
      case "warn" -> Level.WARN;
      case "error", "none" -> Level.ERROR;
      default -> Level.INFO;
    };
  }

  private static LogFormat format(String word, boolean colours) {
    return switch (word) {
      case "json" -> new LogFormat.Json("", ProcessHandle.current().pid(), Map.of(), colours);
      case "debug" -> new LogFormat.Debug(colours);
      default -> new LogFormat.Text(colours);
    };
  }

  private static PrintWriter logFile(Path logs) {
    try {
      Files.createDirectories(logs);
      return new PrintWriter(
          Files.newBufferedWriter(
              logs.resolve("dbt.log"),
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log", e);
    }
  }

  /// The process: `dbt` with the arguments and environment of the shell.
  public static void main(String[] arguments) {
    System.exit(new DbtMain(System.getenv(), Path.of(""), System.out).run(List.of(arguments)));
  }
}
