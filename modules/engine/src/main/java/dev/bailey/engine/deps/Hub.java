package dev.bailey.engine.deps;

import dev.bailey.engine.Listener;
import dev.bailey.engine.event.DepsEvents;
import dev.bailey.project.DbtVersion;
import dev.bailey.project.artifact.JsonData;
import dev.bailey.project.manifest.Data;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a hub says of its packages: the names, and of each its versions. Each thing is asked once.
///
/// https://hub.getdbt.com/api/v1/index.json
final class Hub {
  private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

  private final URI base;
  private final Downloads downloads;
  private final boolean checksVersion;
  private final Listener listener;
  private final Map<String, Map<String, Release>> packages = new HashMap<>();
  private Optional<Set<String>> index = Optional.empty();

  /// A version of a package.
  ///
  /// @param project the name of its project
  /// @param packages what it asks for, as the hub says it
  /// @param sha1 of the archive, where the hub tells it
  /// @param requires the versions of dbt that it works with
  record Release(
      String project, Data packages, URI archive, Optional<String> sha1, List<String> requires) {
    private boolean worksHere() {
      List<VersionBound> all = new ArrayList<>();
      all.add(VersionBound.parse(DbtVersion.NUMBER));
      requires.forEach(bound -> all.add(VersionBound.parse(bound)));
      return VersionRange.all(all).isPresent();
    }
  }

  /// A version that was chosen.
  ///
  /// @param latest the newest that might have been chosen
  record Choice(PinnedPackage.Hub chosen, String latest) {}

  /// @param base of the hub's URLs
  /// @param checksVersion whether versions count only if they work with this version of dbt
  Hub(URI base, Downloads downloads, boolean checksVersion, Listener listener) {
    this.base = URI.create(base.toString().endsWith("/") ? base.toString() : base + "/");
    this.downloads = downloads;
    this.checksVersion = checksVersion;
    this.listener = listener;
  }

  URI base() {
    return base;
  }

  /// The highest version that satisfies a request.
  ///
  /// @throws DepsException when there is none
  Choice choose(PackageRequest.Hub request) {
    if (!DepsException.naming(request.name(), this::index).contains(request.name())) {
      throw new DepsException(
          "Package %s was not found in the package index of %s"
              .formatted(request.name(), base.getHost()));
    }
    VersionRange range = VersionRange.all(request.versions()).orElseThrow(() -> conflict(request));
    boolean prereleases =
        request.prerelease()
            || request.versions().stream().anyMatch(bound -> bound.prerelease().isPresent());
    List<String> installable = installable(request.name(), prereleases);
    Optional<String> best =
        installable.stream()
            .filter(version -> range.holds(VersionBound.parse(version)))
            .reduce((one, other) ->
                VersionBound.parse(one).compare(VersionBound.parse(other)) < 0 ? other : one);
    return best.map(version ->
            new Choice(new PinnedPackage.Hub(request.name(), version), installable.getLast()))
        .orElseThrow(() -> unsatisfied(request.name(), range, installable));
  }

  private static DepsException conflict(PackageRequest.Hub request) {
    return new DepsException(
        "Version error for package %s: Could not find a satisfactory version from options: [%s]"
            .formatted(
                request.name(),
                request.versions().stream()
                    .map(bound -> "'" + bound + "'")
                    .collect(Collectors.joining(", "))));
  }

  private DepsException unsatisfied(String name, VersionRange range, List<String> installable) {
    return new DepsException(
        "Could not find a matching compatible version for package %s\n  Requested range: %s\n  Compatible versions: [%s]\n%s"
            .formatted(
                name,
                range,
                installable.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", ")),
                checksVersion
                    ? "\n  Not shown: package versions incompatible with installed version of dbt-core\n  To include them, run 'dbt --no-version-check deps'"
                    : ""));
  }

  /// From the lowest to the highest.
  private List<String> installable(String name, boolean prereleases) {
    return releases(name).entrySet().stream()
        .filter(release -> !checksVersion || release.getValue().worksHere())
        .map(Map.Entry::getKey)
        .filter(version -> prereleases || VersionBound.parse(version).prerelease().isEmpty())
        .sorted((one, other) -> VersionBound.parse(one).compare(VersionBound.parse(other)))
        .toList();
  }

  Release release(PinnedPackage.Hub pinned) {
    return Optional.ofNullable(releases(pinned.name()).get(pinned.version()))
        .orElseThrow(() ->
            new DepsException(
                "The hub %s has no version %s of %s"
                    .formatted(base.getHost(), pinned.version(), pinned.name())));
  }

  private Set<String> index() {
    if (index.isEmpty()) {
      URI address = base.resolve("api/v1/index.json");
      if (!(json(address) instanceof Data.Items(List<Data> names))) {
        throw nonsense(address, "its index is not a list of names");
      }
      index =
          Optional.of(
              names.stream().flatMap(name -> name.asText().stream()).collect(Collectors.toSet()));
    }
    return index.get();
  }

  private Map<String, Release> releases(String name) {
    Map<String, Release> known = packages.get(name);
    if (known == null) {
      known = DepsException.naming(name, () -> read(name));
      packages.put(name, known);
    }
    return known;
  }

  private Map<String, Release> read(String name) {
    URI address = address(name);
    if (!(json(address) instanceof Data.Dict about)
        || !(about.find("versions").orElse(Data.nothing()) instanceof Data.Dict versions)) {
      throw nonsense(address, "it tells no versions of " + name);
    }
    tellRedirect(name, about);
    var releases = new LinkedHashMap<String, Release>();
    versions
        .entries()
        .forEach((version, release) ->
            releases.put(version.asText().orElseThrow(), release(name, release, address)));
    return releases;
  }

  private URI address(String name) {
    if (!name.matches("[\\w.-]+/[\\w.-]+")) {
      throw new DepsException(
          "'%s' cannot be the name of a hub's package: those are of the form namespace/name"
              .formatted(name));
    }
    return base.resolve("api/v1/" + name + ".json");
  }

  private void tellRedirect(String name, Data.Dict about) {
    Optional<String> namespace = about.present("redirectnamespace").flatMap(Data::asText);
    Optional<String> other = about.present("redirectname").flatMap(Data::asText);
    if (namespace.isPresent() || other.isPresent()) {
      String[] parts = name.split("/");
      listener.event(
          DepsEvents.redirected(name, namespace.orElse(parts[0]) + "/" + other.orElse(parts[1])));
    }
  }

  private Release release(String name, Data data, URI address) {
    if (data instanceof Data.Dict release) {
      Optional<String> project = release.find("name").flatMap(Data::asText);
      Data.Dict downloads =
          release.find("downloads").orElse(Data.nothing()) instanceof Data.Dict some
              ? some
              : Data.noEntries();
      Optional<String> archive = downloads.find("tarball").flatMap(Data::asText);
      if (project.isPresent() && archive.isPresent()) {
        return new Release(
            project.get(),
            release.find("packages").orElse(Data.noItems()),
            uri(archive.get(), address),
            downloads.find("sha1").flatMap(Data::asText).filter(SHA1.asMatchPredicate()),
            requires(release.find("require_dbt_version").orElse(Data.nothing())));
      }
    }
    throw nonsense(address, "a version of " + name + " lacks its name or where to download it");
  }

  private URI uri(String text, URI address) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw nonsense(address, "'" + text + "' is no URL");
    }
  }

  private static List<String> requires(Data data) {
    return switch (data) {
      case Data.Text(String one) when !one.isEmpty() -> List.of(one);
      case Data.Items(List<Data> items) ->
          items.stream().flatMap(item -> item.asText().stream()).toList();
      default -> List.of();
    };
  }

  private Data json(URI address) {
    byte[] answer = downloads.get(address, PackageLimits.INDEX_BYTES);
    try {
      return JsonData.read(answer);
    } catch (IOException e) {
      throw nonsense(address, "its answer is no JSON");
    }
  }

  private static DepsException nonsense(URI address, String why) {
    return new DepsException(
        "%s does not answer as a package hub does: %s. Is DBT_PACKAGE_HUB_URL right?"
            .formatted(address, why));
  }
}
