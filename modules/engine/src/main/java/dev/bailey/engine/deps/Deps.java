package dev.bailey.engine.deps;

import dev.bailey.engine.Listener;
import dev.bailey.engine.NodeProgress;
import dev.bailey.engine.StrictListener;
import dev.bailey.engine.command.DbtCommand;
import dev.bailey.engine.command.Option;
import dev.bailey.engine.event.DepsEvents;
import dev.bailey.engine.event.Event;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.jinja.Context;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlWriter;
import dev.bailey.source.SourceTree;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `dbt deps`: resolves what a project asks for, writes the lock file, and installs what it pins.
///
/// https://docs.getdbt.com/reference/commands/deps
public final class Deps {
  private static final String HUB = "DBT_PACKAGE_HUB_URL";

  private final DbtCommand command;
  private final PackageSite site;
  private final Secrets secrets;
  private final Listener listener;
  private final Context names;
  private final PackageSources sources;
  private final Hub hub;
  private final PackageFiles files;

  /// One command for one project.
  ///
  /// @param environment what `env_var` may see, secrets included
  public Deps(
      DbtCommand command,
      PackageSite site,
      PackageSources sources,
      Map<String, String> environment,
      Listener listener) {
    this.command = command;
    this.site = site;
    this.sources = sources;
    this.secrets = Secrets.of(environment);
    this.listener = new Hiding(new StrictListener(listener, command.flags().warningRules()));
    this.names = Scope.packagesFile(command.flags().dict(Option.VARS), environment);
    this.hub =
        new Hub(
            hub(environment).orElse(sources.hub()),
            sources.downloads(),
            command.flags().isTrue(Option.VERSION_CHECK),
            this.listener);
    this.files = new PackageFiles(sources, site, hub);
  }

  private static Optional<URI> hub(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(HUB))
        .filter(url -> !url.isBlank())
        .map(url -> {
          try {
            return URI.create(url);
          } catch (IllegalArgumentException e) {
            throw new DepsException(HUB + " is no URL", e);
          }
        });
  }

  /// Carries the command out.
  ///
  /// @throws DepsException when a package cannot be had; the project keeps the packages that it had
  public void run() {
    try {
      carryOut();
    } catch (DepsException e) {
      // Without its cause, which may quote a URL with a secret.
      throw new DepsException(secrets.hide(e.getMessage()));
    } catch (TemplateException e) {
      throw new DepsException(secrets.hide(e.text()));
    }
  }

  private void carryOut() {
    Optional<String> added = command.flags().text(Option.ADD_PACKAGE);
    if (added.isPresent()) {
      new PackageAddition(site, names, listener)
          .add(added.get(), command.flags().choice(Option.SOURCE));
    }
    Requests wanted = Requests.ofRoot(site.project(), names);
    if (wanted.isEmpty()) {
      listener.event(DepsEvents.noPackages());
    } else if (command.flags().isTrue(Option.UPGRADE) || !isLocked(wanted)) {
      lock(wanted);
    }
    if (!command.flags().isTrue(Option.LOCK)) {
      install(wanted.isEmpty() ? List.of() : locked());
    }
  }

  /// Whether the lock file was written for these requests.
  private boolean isLocked(Requests wanted) {
    return Requests.lockedHash(site.project()).filter(wanted.hash()::equals).isPresent();
  }

  private void lock(Requests wanted) {
    String root = ProjectName.of(site.project(), site.place(""));
    var entries = new ArrayList<Data>();
    new PackageResolver(hub, sources.git(), files, site, names, listener)
        .resolve(wanted.all(), root)
        .forEach(each -> entries.add(each.pinned().lockEntry(each.project())));
    Data.Dict lock =
        Data.noEntries()
            .with("packages", new Data.Items(entries))
            .with(Requests.HASH, Data.of(wanted.hash()));
    site.write(Requests.LOCK, secrets.hide(yaml(lock)));
    listener.event(DepsEvents.lockUpdating(site.place(Requests.LOCK)));
  }

  static String yaml(Data data) {
    return YamlWriter.writeIndented(Values.of(data), Scope.yamlRendering());
  }

  private List<PackageRequest> locked() {
    return Requests.locked(site.project(), names).map(Requests::all).orElse(List.of());
  }

  private void install(List<PackageRequest> locked) {
    var installations = new ArrayList<PackageSite.Installation>();
    var outdated = new ArrayList<String>();
    long left = sources.limits().allBytes();
    for (PackageRequest request : locked) {
      listener.event(DepsEvents.installing(shown(request)));
      Optional<Hub.Choice> choice = choice(request);
      PinnedPackage pinned = pinned(request, choice);
      PackageSite.Installation installation = installation(pinned);
      left -= bytes(installation);
      if (left < 0) {
        throw tooMuch(pinned);
      }
      installations.add(installation);
      listener.event(DepsEvents.installed(pinned.versionName()));
      choice.ifPresent(some -> tellLatest(some, outdated));
      if (pinned instanceof PinnedPackage.Git(GitPlace place, _)
          && !place.subdirectory().isEmpty()) {
        listener.event(DepsEvents.subdirectory(place.subdirectory()));
      }
    }
    site.install(installations);
    if (!outdated.isEmpty()) {
      listener.event(RunEvents.blank());
      listener.event(DepsEvents.updatesAvailable(outdated));
    }
  }

  private static long bytes(PackageSite.Installation installation) {
    return switch (installation) {
      case PackageSite.Installation.Copy(_, SourceTree files) ->
          files.entries().stream().mapToLong(SourceTree.Entry::size).sum();
      case PackageSite.Installation.Link _ -> 0;
    };
  }

  private DepsException tooMuch(PinnedPackage last) {
    PackageLimits limits = sources.limits();
    return limits.tooLarge(
        "The packages of this project are larger than allowed: more than %s together, unpacked, with %s."
            .formatted(PackageLimits.words(limits.allBytes()), last.name()));
  }

  private static String shown(PackageRequest request) {
    return request instanceof PackageRequest.Tarball archive
        ? archive.packageName()
        : request.name();
  }

  /// What the hub says of a version that has to be fetched from it. One that is kept is installed
  /// without a word to the hub.
  private Optional<Hub.Choice> choice(PackageRequest request) {
    return request instanceof PackageRequest.Hub wanted && !files.areKept(exactly(wanted))
        ? Optional.of(hub.choose(wanted))
        : Optional.empty();
  }

  private static PinnedPackage.Hub exactly(PackageRequest.Hub locked) {
    return new PinnedPackage.Hub(
        locked.name(),
        locked.versions().stream().map(VersionBound::version).findFirst().orElse(""));
  }

  private static PinnedPackage pinned(PackageRequest locked, Optional<Hub.Choice> choice) {
    return switch (locked) {
      case PackageRequest.Hub version ->
          choice.map(Hub.Choice::chosen).orElseGet(() -> exactly(version));
      case PackageRequest.Git git -> new PinnedPackage.Git(git.place(), git.revision());
      case PackageRequest.Tarball(String url, String written, String name) ->
          new PinnedPackage.Tarball(url, written, name);
      case PackageRequest.Local(String folder) -> new PinnedPackage.Local(folder);
    };
  }

  private PackageSite.Installation installation(PinnedPackage pinned) {
    var tree = files.of(pinned);
    String project = ProjectName.of(tree, pinned.name());
    return switch (pinned) {
      case PinnedPackage.Local(String folder) -> new PackageSite.Installation.Link(project, folder);
      case PinnedPackage.Tarball(_, _, String name) ->
          new PackageSite.Installation.Copy(ProjectName.checked(name, pinned.name()), tree);
      case PinnedPackage.Hub _, PinnedPackage.Git _ ->
          new PackageSite.Installation.Copy(project, tree);
    };
  }

  private void tellLatest(Hub.Choice choice, List<String> outdated) {
    if (choice.latest().equals(choice.chosen().version())) {
      listener.event(DepsEvents.upToDate());
    } else {
      listener.event(DepsEvents.updateAvailable(choice.latest()));
      outdated.add(choice.chosen().name());
    }
  }

  /// Passes on what is said, without secrets.
  private final class Hiding implements Listener {
    private final Listener listener;

    Hiding(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void event(Event event) {
      listener.event(event.with(secrets::hide));
    }

    @Override
    public void node(NodeProgress progress) {
      listener.node(progress);
    }
  }
}
