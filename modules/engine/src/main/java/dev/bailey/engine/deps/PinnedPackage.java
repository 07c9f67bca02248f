package dev.bailey.engine.deps;

import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A package of which is known what exactly it is.
sealed interface PinnedPackage {

  /// As `dbt deps` calls it.
  String name();

  /// As `dbt deps` calls what it installed.
  String versionName();

  /// What a lock file says of it, without its project's name.
  Map<String, String> lockEntry();

  /// What a lock file says of it.
  ///
  /// @param project the name of its project
  default Data.Dict lockEntry(String project) {
    var entry = new LinkedHashMap<String, Data>();
    lockEntry().forEach((key, value) -> entry.put(key, Data.of(value)));
    entry.put("name", Data.of(project));
    return Data.dict(entry);
  }

  /// A version of a hub's package.
  ///
  /// @param name with its namespace
  record Hub(String name, String version) implements PinnedPackage {
    @Override
    public String versionName() {
      return "version " + version;
    }

    @Override
    public Map<String, String> lockEntry() {
      return Map.of("package", name, "version", version);
    }
  }

  /// A commit of a repository.
  record Git(GitPlace place, String commit) implements PinnedPackage {
    @Override
    public String name() {
      return place.name();
    }

    @Override
    public String versionName() {
      return "revision " + commit;
    }

    @Override
    public Map<String, String> lockEntry() {
      var entry = new LinkedHashMap<String, String>();
      Optional<GitPlace.Privacy> privacy = place.privacy();
      entry.put(privacy.isPresent() ? "private" : "git", place.written());
      entry.put("revision", commit);
      if (!place.subdirectory().isEmpty()) {
        entry.put("subdirectory", place.subdirectory());
      }
      privacy
          .flatMap(GitPlace.Privacy::provider)
          .ifPresent(provider -> entry.put("provider", provider));
      return entry;
    }
  }

  /// What is at a URL.
  ///
  /// @param name of the project that it holds, whatever that itself says
  record Tarball(String url, String written, String name) implements PinnedPackage {
    @Override
    public String versionName() {
      return "tarball (url: " + url + ")";
    }

    @Override
    public Map<String, String> lockEntry() {
      return Map.of("tarball", written, "name", name);
    }
  }

  /// A folder.
  record Local(String folder) implements PinnedPackage {
    @Override
    public String name() {
      return folder;
    }

    @Override
    public String versionName() {
      return "<local @ " + folder + ">";
    }

    @Override
    public Map<String, String> lockEntry() {
      return Map.of("local", folder);
    }
  }
}
