package dev.bailey.appliance.run;

import dev.bailey.appliance.config.DuckDbLimits;
import dev.bailey.engine.Beside;
import dev.bailey.engine.Engine;
import dev.bailey.engine.Stop;
import dev.bailey.engine.adapter.Warehouse;
import dev.bailey.git.Commit;
import dev.bailey.git.GitException;
import dev.bailey.git.GitRepository;
import dev.bailey.git.Repositories;
import dev.bailey.git.sync.RemoteSync;
import dev.bailey.git.sync.SyncResult;
import dev.bailey.jobs.Job;
import dev.bailey.jobs.run.Ground;
import dev.bailey.jobs.run.Run;
import dev.bailey.jobs.run.RunFailure;
import dev.bailey.jobs.run.RunFiles;
import dev.bailey.jobs.run.Runs;
import dev.bailey.project.ProjectLoader;
import dev.bailey.project.Target;
import dev.bailey.registry.Connection;
import dev.bailey.registry.ConnectionId;
import dev.bailey.registry.Connections;
import dev.bailey.registry.Credentials;
import dev.bailey.registry.CredentialsStore;
import dev.bailey.registry.Environment;
import dev.bailey.registry.EnvironmentDefinition;
import dev.bailey.registry.EnvironmentVariables;
import dev.bailey.registry.Environments;
import dev.bailey.registry.Project;
import dev.bailey.registry.Projects;
import dev.bailey.registry.Secret;
import dev.bailey.source.SourceTree;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.warehouse.ResourceTree;
import dev.bailey.warehouse.Warehouses;
import dev.bailey.warehouse.lock.LockPolicy;
import dev.bailey.warehouse.settings.ConnectionSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The ground of runs: a project straight out of its repository's commit, a connection with
/// credentials, and one warm engine for all.
public final class EngineGround implements Ground {
  private static final Set<GitException.Code> GOES_ON =
      EnumSet.of(GitException.Code.UNREACHABLE, GitException.Code.CONFLICT);

  private final Known known;
  private final Git git;
  private final Connecting connecting;
  private final LockPolicy locks;
  private final PackageGround packages;
  private final Engine engine;
  private final Clock clock;

  /// What is known of projects and of earlier runs.
  public record Known(
      Projects projects,
      Environments environments,
      Connections connections,
      CredentialsStore credentials,
      EnvironmentVariables variables,
      Runs runs,
      RunFiles files) {}

  /// Repositories, and how they follow others.
  public record Git(Repositories repositories, RemoteSync sync) {}

  /// What ways into warehouses are made of.
  ///
  /// @param databases where the embedded databases are
  /// @param limits what each of those may use
  /// @param locks what runs do about a relation that another run is writing
  public record Ways(
      Warehouses warehouses, KeyRing ring, Path databases, DuckDbLimits limits, LockPolicy locks) {}

  /// Ground for all runs of an appliance.
  ///
  /// @param ways the ways into warehouses
  public static EngineGround of(
      Known known, Git git, Ways ways, PackageGround packages, Clock clock) {
    return new EngineGround(
        known,
        git,
        new Connecting(
            ways.warehouses(),
            ways.ring(),
            new Connecting.Embedded(ways.databases(), ways.limits())),
        ways.locks(),
        packages,
        new Engine(clock, new ResourceTree(ProjectLoader.class, "macros/dbt")),
        clock);
  }

  private EngineGround(
      Known known,
      Git git,
      Connecting connecting,
      LockPolicy locks,
      PackageGround packages,
      Engine engine,
      Clock clock) {
    this.known = known;
    this.git = git;
    this.connecting = connecting;
    this.locks = locks;
    this.packages = packages;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Checkout checkout(Run run, Job job, Consumer<String> log, Stop stop) {
    Project project =
        known
            .projects()
            .find(run.project())
            .filter(Project::active)
            .orElseThrow(() -> new RunFailure("The project of this run has been deleted."));
    Environment environment =
        known
            .environments()
            .find(run.environment())
            .filter(Environment::active)
            .orElseThrow(() ->
                new RunFailure(
                    "The environment of this job has been deleted. Give the job another."));
    try {
      Optional<String> stale = fetch(project, log, stop);
      return checkout(run, job, project, environment, stale, log);
    } catch (GitException e) {
      throw new RunFailure("The repository cannot be read: " + e.getMessage(), e);
    }
  }

  private Checkout checkout(
      Run run,
      Job job,
      Project project,
      Environment environment,
      Optional<String> stale,
      Consumer<String> log) {
    GitRepository repository =
        git.repositories()
            .find(project.id())
            .orElseThrow(() ->
                new RunFailure(
                    "The project '%s' has no repository yet. Give it one, and push to it."
                        .formatted(project.definition().name())));
    var overrides = run.trigger().overrides();
    Optional<Run.Commit> begun = earlier(run).flatMap(Retry::commit);
    String branch =
        begun
            .map(Run.Commit::branch)
            .or(overrides::gitBranch)
            .or(() -> environment.definition().branch())
            .orElseGet(repository::defaultBranch);
    String revision = begun.map(Run.Commit::sha).or(overrides::gitSha).orElse(branch);
    Commit commit =
        repository
            .resolve(revision)
            .orElseThrow(() ->
                new RunFailure(
                    stale.map(why -> "The repository cannot be fetched: " + why + ". ").orElse("")
                        + "The repository has no commit, branch or tag '%s'. %s"
                            .formatted(revision, branches(repository))));
    log.accept("Found commit %s on %s: %s".formatted(commit.id(), revision, commit.subject()));
    var place =
        new RunPackages.Place(repository.tree(commit.id()), project.definition().subdirectory());
    if (place.project().read("dbt_project.yml").isEmpty()) {
      throw new RunFailure(
          "There is no dbt_project.yml in %s at commit %s. Set the project's directory if it is"
                  .formatted(
                      project.definition().subdirectory().isEmpty()
                          ? "the root of the repository"
                          : project.definition().subdirectory(),
                      commit.id())
              + " elsewhere.");
    }
    String found = overrides.gitSha().isPresent() ? "" : branch;
    return new Found(
        run.on(new Run.Commit(commit.id().toString(), found, commit.subject())),
        job,
        project,
        environment,
        place);
  }

  /// Brings the project's own repository up to date with the one that it follows. While a host is
  /// down, production goes on with what was fetched before; any other trouble needs a person.
  ///
  /// @return why what is here may be older than what is there
  private Optional<String> fetch(Project project, Consumer<String> log, Stop stop) {
    if (!git.sync().follows(project.id())) {
      return Optional.empty();
    }
    return switch (synced(project, stop)) {
      case SyncResult.Synced(_, _, var changes) -> {
        log.accept("Fetched the repository: " + (changes.isEmpty() ? "nothing new" : "news"));
        changes.forEach(change -> log.accept("  " + change.ref()));
        yield Optional.empty();
      }
      case SyncResult.Failed(_, _, var code, String message, _, _) -> {
        if (!GOES_ON.contains(code)) {
          throw new RunFailure("The repository cannot be fetched: " + message);
        }
        log.accept("WARNING: the repository cannot be fetched: " + message);
        log.accept("This run works with what was fetched before.");
        yield Optional.of(message);
      }
    };
  }

  /// Syncs now. A run that is to stop does not wait for the end of it: others may, and what is
  /// fetched is of use to the next.
  private SyncResult synced(Project project, Stop stop) {
    var sync = Beside.start("sync for a run", () -> git.sync().sync(project.id()));
    stop.onRequest(
        () -> sync.abandon(new RunFailure("Stopped while the repository was being fetched.")));
    return sync.await();
  }

  private static String branches(GitRepository repository) {
    List<String> names = repository.branches().stream().map(branch -> branch.name()).toList();
    return names.isEmpty()
        ? "Nothing has been pushed to it yet."
        : "Its branches are " + String.join(", ", names) + ".";
  }

  /// The run whose rest this one does. What was done in another environment is not done in this
  /// one.
  private Optional<Retry> earlier(Run run) {
    return run.retryOf()
        .flatMap(known.runs()::find)
        .filter(earlier -> earlier.environment().equals(run.environment()))
        .map(earlier -> new Retry(earlier, known.runs(), known.files()));
  }

  /// A project at its commit.
  private final class Found implements Checkout {
    private final Run run;
    private final Job job;
    private final Project project;
    private final Environment environment;
    private final RunPackages.Place place;

    Found(Run run, Job job, Project project, Environment environment, RunPackages.Place place) {
      this.run = run;
      this.job = job;
      this.project = project;
      this.environment = environment;
      this.place = place;
    }

    @Override
    public Run.Commit commit() {
      return run.commit().orElseThrow();
    }

    @Override
    public boolean namesPackages() {
      SourceTree tree = place.project();
      return tree.read("packages.yml").isPresent() || tree.read("dependencies.yml").isPresent();
    }

    @Override
    public Profile profile(Consumer<String> log) {
      EnvironmentDefinition definition = environment.definition();
      Credentials credentials =
          definition
              .credentials()
              .flatMap(known.credentials()::find)
              .filter(Credentials::active)
              .orElseThrow(() ->
                  new RunFailure(
                      "The environment '%s' has no credentials. Give it some, so that its runs"
                              .formatted(definition.name())
                          + " can enter the warehouse."));
      Connection connection = connection(definition);
      var overrides = run.trigger().overrides();
      String schema = overrides.schema().orElse(credentials.definition().schema());
      ConnectionSettings settings = connecting.settings(connection, credentials, schema);
      settings.warning().ifPresent(log);
      var target =
          new Target(
              "user",
              overrides.targetName().orElse(job.definition().targetName()),
              settings.type(),
              Optional.of(settings.database()),
              schema,
              overrides.threads().orElse(job.definition().threads()),
              settings.target());
      var variables = RunEnvironment.of(run, job, known.variables());
      Warehouse warehouse =
          connecting.open(connection, settings, "run " + run.id(), variables.over(locks));
      log.accept(
          "Target %s: %s, schema %s, %d threads"
              .formatted(target.name(), settings.place(), schema, target.threads()));
      return new EngineProfile(
          new EngineProfile.Setting(
              engine,
              new RunPackages(place, packages.of(project.id()), variables.values()),
              target,
              variables,
              earlier(run),
              secrets(connection, credentials, variables)),
          connection.definition().name(),
          warehouse,
          clock);
    }

    private Connection connection(EnvironmentDefinition definition) {
      Optional<ConnectionId> id =
          definition.connection().or(() -> project.definition().connection());
      return id.flatMap(known.connections()::find)
          .filter(Connection::active)
          .orElseThrow(() ->
              new RunFailure(
                  "Neither the environment '%s' nor its project has a connection. Give it one."
                      .formatted(definition.name())));
    }

    private static List<String> secrets(
        Connection connection, Credentials credentials, RunEnvironment variables) {
      var secrets = new ArrayList<>(variables.secrets());
      for (Secret secret : connection.definition().fields().secret().values()) {
        secrets.add(secret.reveal());
      }
      for (Secret secret : credentials.definition().fields().secret().values()) {
        secrets.add(secret.reveal());
      }
      return secrets;
    }
  }
}
