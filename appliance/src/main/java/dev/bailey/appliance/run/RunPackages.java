package dev.bailey.appliance.run;

import dev.bailey.engine.Artifacts;
import dev.bailey.engine.Beside;
import dev.bailey.engine.Invocation;
import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.Stop;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.deps.Deps;
import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.PackageSite;
import dev.bailey.engine.deps.PackageSources;
import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.project.ProjectConfig;
import dev.bailey.project.ProjectSource;
import dev.bailey.project.config.ProjectFile;
import dev.bailey.project.context.Scope;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import dev.bailey.source.SourceTree;
import dev.bailey.source.SubTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The packages of one run. They stay in memory, and are seen where `dbt deps` would have put them;
/// a lock file that is written is an artifact of its step, and counts for the rest of the run.
final class RunPackages {
  private static final String LOCK = "package-lock.yml";

  private final Place place;
  private final PackageSources sources;
  private final Map<String, String> environment;
  private Optional<String> lock = Optional.empty();
  private SourceTree installed;

  /// Where a project is.
  ///
  /// @param repository all files of the commit
  /// @param folder of the project in it; empty for its root
  record Place(SourceTree repository, String folder) {
    SourceTree project() {
      return SubTree.of(repository, folder);
    }
  }

  /// @param environment what `env_var` may see
  RunPackages(Place place, PackageSources sources, Map<String, String> environment) {
    this.place = place;
    this.sources = sources;
    this.environment = environment;
    this.installed = place.project();
  }

  /// The project with the packages that it has by now.
  ProjectSource source() {
    return ProjectSource.of(installed);
  }

  /// Carries out `dbt deps`. Where the commit brings packages of its own, they count, and nothing
  /// is resolved.
  ///
  /// @throws DepsException when a package cannot be had, or the run is to stop
  void install(DbtCommand command, Invocation.Surroundings surroundings) {
    String folder = packagesFolder(command);
    List<String> own = committed(folder);
    if (own.isEmpty()) {
      resolve(command, folder, surroundings);
    } else {
      surroundings
          .listener()
          .event(
              RunEvents.note(
                  "The commit brings its own packages below %s/: %s. Nothing is fetched."
                      .formatted(folder, String.join(", ", own))));
    }
  }

  /// A run that is to stop does not wait for a host: what is fetched then is of use to the next.
  private void resolve(DbtCommand command, String folder, Invocation.Surroundings surroundings) {
    Stop stop = surroundings.stop();
    var site = new Site(folder, surroundings.artifacts(), stop);
    var listener = new Stopping(surroundings.listener(), stop);
    var work =
        Beside.start(
            "dbt deps", () -> new Deps(command, site, sources, environment, listener).run());
    stop.onRequest(() -> work.abandon(stopped()));
    var _ = work.await();
  }

  private static DepsException stopped() {
    return new DepsException("Stopped while packages were being fetched.");
  }

  private String packagesFolder(DbtCommand command) {
    String text =
        new String(
            place.project().read(ProjectFile.NAME).orElse(new byte[0]), StandardCharsets.UTF_8);
    var names = Scope.packagesFile(command.flags().dict(Option.VARS), environment);
    return switch (ProjectFile.read(new SourceFile(ProjectFile.NAME, text), names)) {
      case Outcome.Ok<ProjectConfig>(ProjectConfig config, _) -> config.paths().packagesInstall();
      case Outcome.Failed<ProjectConfig>(List<Problem> problems) ->
          throw new DepsException(
              problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    };
  }

  private List<String> committed(String folder) {
    var project =
        Pattern.compile(Pattern.quote(folder + "/") + "([^/]+)/" + Pattern.quote(ProjectFile.NAME));
    return place.project().entries().stream()
        .map(entry -> project.matcher(entry.path()))
        .filter(Matcher::matches)
        .map(path -> path.group(1))
        .toList();
  }

  /// The project at its commit, for one step.
  private final class Site implements PackageSite {
    private final String folder;
    private final Artifacts artifacts;
    private final Stop stop;

    Site(String folder, Artifacts artifacts, Stop stop) {
      this.folder = folder;
      this.artifacts = artifacts;
      this.stop = stop;
    }

    @Override
    public SourceTree project() {
      SourceTree committed = place.project();
      return lock.<SourceTree>map(text -> new WithLock(committed, text)).orElse(committed);
    }

    @Override
    public Optional<SourceTree> local(String name) {
      String path = path(name);
      if (path.startsWith("/") || path.equals("..") || path.startsWith("../")) {
        throw new DepsException(
            "The local package '%s' is outside of the repository. A run sees the files of its commit only: commit the package, or name its git repository."
                .formatted(name));
      }
      return Optional.of(SubTree.of(place.repository(), path));
    }

    /// From the root of the repository.
    private String path(String name) {
      try {
        return Path.of(place.folder()).resolve(name).normalize().toString();
      } catch (InvalidPathException e) {
        throw new DepsException("The local package '%s' is no folder".formatted(name), e);
      }
    }

    @Override
    public String place(String path) {
      return path(path);
    }

    @Override
    public void write(String file, String text) {
      if (!file.equals(LOCK)) {
        throw new DepsException(
            "A run does not change %s. Add the package there, and push the commit."
                .formatted(file));
      }
      refuseWhenStopped(stop);
      lock = Optional.of(text);
      artifacts.write(LOCK, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void install(List<Installation> packages) {
      var byName = new HashMap<String, SourceTree>();
      for (Installation each : packages) {
        byName.put(
            each.name(),
            switch (each) {
              case Installation.Copy(_, SourceTree files) -> files;
              case Installation.Link(_, String local) -> local(local).orElseThrow();
            });
      }
      installed = new InstalledTree(place.project(), folder, byName);
    }
  }

  private static void refuseWhenStopped(Stop stop) {
    if (stop.requested()) {
      throw stopped();
    }
  }

  /// Ends work that was abandoned, and lets nobody hear of it.
  private record Stopping(Listener listener, Stop stop) implements Listener {
    @Override
    public void event(Event event) {
      refuseWhenStopped(stop);
      listener.event(event);
    }

    @Override
    public void node(NodeProgress progress) {
      listener.node(progress);
    }
  }

  /// The project with a lock file that is not committed.
  private record WithLock(SourceTree committed, String lock) implements SourceTree {
    @Override
    public List<Entry> entries() {
      return committed.entries();
    }

    @Override
    public Optional<SourceTree> outside(String path) {
      return committed.outside(path);
    }

    @Override
    public Optional<byte[]> read(String path) {
      return path.equals(LOCK)
          ? Optional.of(lock.getBytes(StandardCharsets.UTF_8))
          : committed.read(path);
    }
  }
}
