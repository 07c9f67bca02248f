package dev.bailey.engine.deps;

import dev.bailey.engine.Listener;
import dev.bailey.engine.event.DepsEvents;
import dev.bailey.jinja.Context;
import dev.bailey.source.SourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out which packages all requests of a project mean, those of its packages included.
///
/// As in dbt, the highest version that satisfies what is known so far is taken and asked what it
/// needs; when a later request narrows the choice, it is made again, and what the first choice
/// needed stays.
final class PackageResolver {
  private final Hub hub;
  private final GitSource git;
  private final PackageFiles files;
  private final PackageSite site;
  private final Context names;
  private final Listener listener;
  private final Map<PackageRequest, PinnedPackage> pins = new HashMap<>();
  private final Map<PinnedPackage, PackageMetadata> known = new HashMap<>();

  /// A package with the name of its project.
  record Resolved(PinnedPackage pinned, String project) {}

  /// @param names what templates in files of packages see
  PackageResolver(
      Hub hub,
      GitSource git,
      PackageFiles files,
      PackageSite site,
      Context names,
      Listener listener) {
    this.hub = hub;
    this.git = git;
    this.files = files;
    this.site = site;
    this.names = names;
    this.listener = listener;
  }

  /// All packages, in the order in which they are asked for.
  ///
  /// @param root the name of the project
  /// @throws DepsException when not all requests can be satisfied
  List<Resolved> resolve(List<PackageRequest> requests, String root) {
    var all = new Listing();
    Collection<PackageRequest> pending = Listing.of(requests).requests();
    while (!pending.isEmpty()) {
      var next = new Listing();
      for (PackageRequest request : pending) {
        if (all.add(request)) {
          if (all.requests().size() > PackageLimits.PACKAGES) {
            throw new DepsException(
                "More than %d packages are asked for, the last of them %s. Do packages ask for ever more others?"
                    .formatted(PackageLimits.PACKAGES, request.name()));
          }
          metadata(pin(all.like(request))).packages().forEach(next::add);
        }
      }
      pending = next.requests();
    }
    var resolved = new ArrayList<Resolved>();
    for (PackageRequest request : all.requests()) {
      PinnedPackage pinned = pin(request);
      resolved.add(new Resolved(pinned, metadata(pinned).project()));
    }
    refuseSameNames(resolved, root);
    return resolved;
  }

  private static void refuseSameNames(List<Resolved> resolved, String root) {
    Set<String> seen = new HashSet<>();
    for (Resolved each : resolved) {
      if (each.project().equals(root)) {
        throw new DepsException(
            ("Found a dependency with the same name as the root project \"%s\". Package names must be unique in a project."
                    + " Please rename one of these packages.")
                .formatted(root));
      }
      if (!seen.add(each.project())) {
        throw new DepsException(
            "Found duplicate project \"%s\". This occurs when a dependency has the same project name as some other dependency."
                .formatted(each.project()));
      }
    }
  }

  private PinnedPackage pin(PackageRequest request) {
    PinnedPackage pinned = pins.get(request);
    if (pinned == null) {
      pinned = pinned(request);
      pins.put(request, pinned);
    }
    return pinned;
  }

  private PinnedPackage pinned(PackageRequest request) {
    return switch (request) {
      case PackageRequest.Hub wanted -> hub.choose(wanted).chosen();
      case PackageRequest.Git wanted -> commit(wanted);
      case PackageRequest.Tarball(String url, String written, String name) ->
          new PinnedPackage.Tarball(url, written, name);
      case PackageRequest.Local(String folder) -> new PinnedPackage.Local(folder);
    };
  }

  private PinnedPackage.Git commit(PackageRequest.Git request) {
    String revision = request.revision();
    GitPlace place = request.place();
    if (request.warnsUnpinned() && Set.of(GitSource.HEAD, "main", "master").contains(revision)) {
      listener.event(DepsEvents.unpinned(place.url(), revision));
    }
    return new PinnedPackage.Git(place, git.commit(place.url(), revision));
  }

  private PackageMetadata metadata(PinnedPackage pinned) {
    PackageMetadata metadata = known.get(pinned);
    if (metadata == null) {
      metadata = read(pinned);
      known.put(pinned, metadata);
    }
    return metadata;
  }

  private PackageMetadata read(PinnedPackage pinned) {
    if (pinned instanceof PinnedPackage.Hub version) {
      Hub.Release release = hub.release(version);
      return new PackageMetadata(
          ProjectName.checked(release.project(), version.name()),
          Requests.ofHub(version.name(), release.packages()));
    }
    String place =
        pinned instanceof PinnedPackage.Local(String folder) ? site.place(folder) : pinned.name();
    SourceTree tree = files.newestOf(pinned);
    String project = ProjectName.of(tree, place);
    return new PackageMetadata(
        pinned instanceof PinnedPackage.Tarball(_, _, String name)
            ? ProjectName.checked(name, place)
            : project,
        Requests.of(tree, place + "/", names).all());
  }

  /// Requests, those for the same package made one.
  private static final class Listing {
    private final Map<String, PackageRequest> all = new LinkedHashMap<>();

    static Listing of(List<PackageRequest> requests) {
      var listing = new Listing();
      requests.forEach(listing::add);
      return listing;
    }

    Collection<PackageRequest> requests() {
      return List.copyOf(all.values());
    }

    /// False when nothing is asked for that was not asked for before.
    boolean add(PackageRequest request) {
      String key = key(request);
      Optional<PackageRequest> before = Optional.ofNullable(all.get(key));
      if (before.filter(some -> some.covers(request)).isPresent()) {
        return false;
      }
      all.put(key, before.map(some -> some.and(request)).orElse(request));
      return true;
    }

    /// All that is asked for of the package that `request` means.
    PackageRequest like(PackageRequest request) {
      return all.getOrDefault(key(request), request);
    }

    private String key(PackageRequest request) {
      return request.names().stream().filter(all::containsKey).findFirst().orElseGet(request::name);
    }
  }
}
