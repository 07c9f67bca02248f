package dev.bailey.engine.deps;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A package that is asked for, once or several times.
///
/// https://docs.getdbt.com/docs/build/packages
sealed interface PackageRequest {

  /// The names under which another request may mean the same package, the first being its own.
  List<String> names();

  /// What is asked for.
  default String name() {
    return names().getFirst();
  }

  /// dbt's word for where such a package comes from.
  String kind();

  /// What is left to ask for when both requests are to be granted.
  ///
  /// @throws DepsException when they are of different kinds
  PackageRequest and(PackageRequest other);

  /// Whether `other` asks for nothing more than this.
  boolean covers(PackageRequest other);

  /// A package of a hub.
  ///
  /// @param name with its namespace: `dbt-labs/dbt_utils`
  /// @param versions all of which must hold
  record Hub(String name, List<VersionBound> versions, boolean prerelease)
      implements PackageRequest {
    public Hub {
      versions = List.copyOf(versions);
    }

    @Override
    public List<String> names() {
      return List.of(name);
    }

    @Override
    public String kind() {
      return "hub";
    }

    @Override
    public Hub and(PackageRequest other) {
      if (other instanceof Hub(_, List<VersionBound> more, _)) {
        return new Hub(name, joined(versions, more), prerelease);
      }
      throw mixed(this, other);
    }

    @Override
    public boolean covers(PackageRequest other) {
      return other instanceof Hub hub && versions.containsAll(hub.versions);
    }
  }

  /// A package in a git repository.
  ///
  /// @param revisions branches, tags or commits, which must be one in the end; none for the newest
  ///   of the default branch
  /// @param warnsUnpinned whether the user wants to hear that it may change
  record Git(GitPlace place, List<String> revisions, boolean warnsUnpinned)
      implements PackageRequest {
    public Git {
      revisions = List.copyOf(revisions);
    }

    @Override
    public List<String> names() {
      return place.names();
    }

    @Override
    public String kind() {
      return "git";
    }

    @Override
    public Git and(PackageRequest other) {
      if (other instanceof Git(_, List<String> more, boolean warns)) {
        return new Git(place, joined(revisions, more), warnsUnpinned && warns);
      }
      throw mixed(this, other);
    }

    @Override
    public boolean covers(PackageRequest other) {
      return other instanceof Git git
          && revisions.containsAll(git.revisions)
          && (git.warnsUnpinned || !warnsUnpinned);
    }

    /// The one revision; `HEAD` when none is named.
    ///
    /// @throws DepsException when there are several
    String revision() {
      Set<String> all = new LinkedHashSet<>(revisions);
      if (all.size() > 1) {
        throw new DepsException(
            "git dependencies should contain exactly one version. %s contains: %s"
                .formatted(place.name(), all));
      }
      return all.isEmpty() ? GitSource.HEAD : all.iterator().next();
    }
  }

  /// An archive at a URL.
  ///
  /// @param written the URL before its templates were rendered
  /// @param packageName the name of the project that it holds, whatever that itself says
  record Tarball(String url, String written, String packageName) implements PackageRequest {
    @Override
    public List<String> names() {
      return List.of(url);
    }

    @Override
    public String kind() {
      return "tarball";
    }

    @Override
    public Tarball and(PackageRequest other) {
      if (other instanceof Tarball) {
        return this;
      }
      throw mixed(this, other);
    }

    @Override
    public boolean covers(PackageRequest other) {
      return other instanceof Tarball;
    }
  }

  /// A folder.
  ///
  /// @param folder relative to the project that is run, whoever asks for it
  record Local(String folder) implements PackageRequest {
    @Override
    public List<String> names() {
      return List.of(folder);
    }

    @Override
    public String kind() {
      return "local";
    }

    @Override
    public Local and(PackageRequest other) {
      if (other instanceof Local) {
        return this;
      }
      throw mixed(this, other);
    }

    @Override
    public boolean covers(PackageRequest other) {
      return other instanceof Local;
    }
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static DepsException mixed(PackageRequest one, PackageRequest other) {
    return new DepsException(
        "Cannot incorporate %s (%s) in %s (%s): mismatched types. Ask for the package in one way only."
            .formatted(other.name(), other.kind(), one.name(), one.kind()));
  }
}
