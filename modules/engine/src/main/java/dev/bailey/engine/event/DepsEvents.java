package dev.bailey.engine.event;

import dev.bailey.project.manifest.Data;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What dbt says while it installs packages.
public final class DepsEvents {
  private DepsEvents() {}

  /// The project asks for no packages.
  public static Event noPackages() {
    return Event.of(
        EventType.DEPS_NO_PACKAGES_FOUND,
        "Warning: No packages were found in packages.yml",
        Map.of());
  }

  /// `Installing dbt-labs/dbt_utils`.
  public static Event installing(String name) {
    return Event.of(
        EventType.DEPS_START_PACKAGE_INSTALL,
        "Installing " + name,
        Map.of("package_name", Data.of(name)));
  }

  /// `Installed from version 1.3.0`.
  public static Event installed(String version) {
    return Event.of(
        EventType.DEPS_INSTALL_INFO,
        "Installed from " + version,
        Map.of("version_name", Data.of(version)));
  }

  /// `Updated version available: 1.4.0`.
  public static Event updateAvailable(String latest) {
    return Event.of(
        EventType.DEPS_UPDATE_AVAILABLE,
        "Updated version available: " + latest,
        Map.of("version_latest", Data.of(latest)));
  }

  /// There is no newer version.
  public static Event upToDate() {
    return Event.of(EventType.DEPS_UP_TO_DATE, "Up to date!", Map.of());
  }

  /// A package is part of a repository only.
  public static Event subdirectory(String folder) {
    return Event.of(
        EventType.DEPS_LIST_SUBDIRECTORY,
        "and subdirectory " + folder,
        Map.of("subdirectory", Data.of(folder)));
  }

  /// Some packages have newer versions; dbt has spaces before the end of the first line.
  public static Event updatesAvailable(List<String> packages) {
    String names = packages.stream().map(p -> "'" + p + "'").collect(Collectors.joining(", "));
    return Event.of(
        EventType.DEPS_NOTIFY_UPDATES_AVAILABLE,
        "Updates available for packages: [%s]%s\nUpdate your versions in packages.yml, then run dbt deps"
            .formatted(names, " ".repeat(17)),
        Map.of("packages", Data.texts(packages)));
  }

  /// The lock file is written.
  public static Event lockUpdating(String file) {
    return Event.of(
        EventType.DEPS_LOCK_UPDATING,
        "Updating lock file in file path: " + file,
        Map.of("lock_filepath", Data.of(file)));
  }

  /// `--add-package` did so.
  public static Event added(String name, String version, String file) {
    return Event.of(
        EventType.DEPS_ADD_PACKAGE,
        "Added new package %s@%s to %s".formatted(name, version, file),
        Map.of(
            "package_name", Data.of(name),
            "version", Data.of(version),
            "packages_filepath", Data.of(file)));
  }

  /// `--add-package` takes the place of another entry.
  public static Event duplicate(Map<String, String> removed) {
    String text =
        removed.entrySet().stream()
            .map(entry -> "'%s': '%s'".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    var data = new java.util.HashMap<String, Data>();
    removed.forEach((key, value) -> data.put(key, Data.of(value)));
    return Event.of(
        EventType.DEPS_FOUND_DUPLICATE_PACKAGE,
        "Found duplicate package in packages.yml, removing: " + text,
        Map.of("removed_package", Data.dict(data)));
  }

  /// A git package may change without warning.
  ///
  /// @param revision `HEAD` when none is named
  public static Event unpinned(String url, String revision) {
    String what =
        revision.equals("HEAD")
            ? "not pinned, using HEAD (default branch)"
            : "pinned to the \"" + revision + "\" branch";
    return Event.of(
        EventType.DEPS_UNPINNED,
        RunEvents.warning(
            """
            The git package "%s"\s
            \tis %s.
            \tThis can introduce breaking changes into your project without warning!

            See https://docs.getdbt.com/docs/package-management#section-specifying-package-versions\
            """
                .formatted(url, what)),
        Map.of("revision", Data.of(revision), "git", Data.of(url)));
  }

  /// A hub's package has another name now.
  public static Event redirected(String old, String now) {
    return Event.of(
        EventType.PACKAGE_REDIRECT_DEPRECATION,
        RunEvents.warning(
            ("Deprecated functionality\nThe `%s` package is deprecated in favor of `%s`. Please update your"
                    + " `packages.yml` configuration to use `%s` instead.")
                .formatted(old, now, now)),
        Map.of("old_name", Data.of(old), "new_name", Data.of(now)));
  }
}
