package dev.bailey.engine.deps;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one entry of `packages`: what it asks for, and the form over which dbt computes its hash.
///
/// https://docs.getdbt.com/docs/build/packages
final class RequestReader {
  private static final Map<String, Set<String>> KEYS = keys();

  private final Span at;
  private final List<Problem> problems;

  /// What came of an entry.
  ///
  /// @param form dbt's own, which tells versions that are numbers from those that are texts
  record Read(PackageRequest request, Data.Dict form) {}

  /// @param at where the entry stands
  /// @param problems where mistakes are reported
  RequestReader(Span at, List<Problem> problems) {
    this.at = at;
    this.problems = problems;
  }

  private static Map<String, Set<String>> keys() {
    var git = Set.of("revision", "warn-unpinned", "subdirectory", "name");
    var keys = new LinkedHashMap<String, Set<String>>();
    keys.put("local", Set.of("name"));
    keys.put("tarball", Set.of("name"));
    keys.put("git", git);
    keys.put("package", Set.of("version", "install_prerelease", "name"));
    keys.put("private", plus(git, "provider"));
    return keys;
  }

  private static Set<String> plus(Set<String> some, String one) {
    var all = new java.util.HashSet<>(some);
    all.add(one);
    return Set.copyOf(all);
  }

  /// Empty when something is wrong with it, which was reported.
  ///
  /// @param rendered the entry
  /// @param written the same before its templates were rendered; empty where there were none
  Optional<Read> read(Data rendered, Data written) {
    int before = problems.size();
    if (!(rendered instanceof Data.Dict entry)) {
      error("a package is named by lines such as `package: dbt-labs/dbt_utils`");
      return Optional.empty();
    }
    Optional<String> kind = kind(entry);
    if (kind.isEmpty()) {
      error("a package needs one of the keys package, git, local, tarball and private");
      return Optional.empty();
    }
    Data.Dict source = written instanceof Data.Dict dict ? dict : Data.noEntries();
    Optional<Read> read =
        text(entry, kind.get())
            .flatMap(name ->
                switch (kind.get()) {
                  case "local" ->
                      Optional.of(
                          new Read(new PackageRequest.Local(name), form(entry, source, "local")));
                  case "tarball" -> tarball(name, entry, source);
                  case "package" -> hub(name, entry, source);
                  default -> git(kind.get(), name, entry, source);
                });
    return problems.size() == before ? read : Optional.empty();
  }

  private static Optional<String> kind(Data.Dict entry) {
    return KEYS.keySet().stream().filter(key -> entry.find(key).isPresent()).findFirst();
  }

  /// Reports keys that an entry cannot have.
  void checkKeys(Data data) {
    if (data instanceof Data.Dict entry) {
      kind(entry).ifPresent(kind -> checkKeys(kind, entry));
    }
  }

  private void checkKeys(String kind, Data.Dict entry) {
    Set<String> known = plus(KEYS.getOrDefault(kind, Set.of()), kind);
    for (Data key : entry.entries().keySet()) {
      String name = key.asText().orElseGet(() -> Values.of(key).str());
      if (!known.contains(name)) {
        error(
            "unknown key '%s' of a %s package.%s"
                .formatted(name, kind, Spelling.hint(name, known)));
      }
    }
  }

  private Optional<Read> tarball(String url, Data.Dict entry, Data.Dict source) {
    return text(entry, "name")
        .map(name ->
            new Read(
                new PackageRequest.Tarball(url, asWritten(source, "tarball", url), name),
                form(entry, source, "tarball")));
  }

  private Optional<Read> hub(String name, Data.Dict entry, Data.Dict source) {
    if (!name.contains("/")) {
      error(
          name
              + " was not found in the package index. Packages on the index require a namespace, e.g dbt-labs/dbt_utils");
    }
    Data version = version(entry.find("version").orElse(Data.nothing()));
    List<Data> all = version instanceof Data.Items(List<Data> items) ? items : List.of(version);
    List<VersionBound> versions = all.stream().flatMap(one -> bound(one).stream()).toList();
    if (!version.truth()) {
      error(
          name
              + " is missing the version. When installing from the Hub package index, version is a required property");
    }
    Data prerelease = flag(entry, "install_prerelease");
    return Optional.of(
        new Read(
            new PackageRequest.Hub(name, versions, prerelease.truth()),
            form(entry, source, "package")
                .with("version", version)
                .with(
                    "install_prerelease",
                    entry.find("install_prerelease").isEmpty() ? Data.of(false) : prerelease)));
  }

  private Optional<VersionBound> bound(Data version) {
    if (!(version instanceof Data.Text || version instanceof Data.Real)) {
      if (version.truth()) {
        error("a version is a text such as \"1.2.3\", or a list of such texts");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(VersionBound.parse(Values.of(version).str()));
    } catch (DepsException e) {
      error(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Read> git(String kind, String name, Data.Dict entry, Data.Dict source) {
    Data revision = version(entry.find("revision").orElse(Data.nothing()));
    Data warns = flag(entry, "warn-unpinned");
    Optional<String> subdirectory = optional(entry, "subdirectory");
    Optional<String> provider = optional(entry, "provider");
    boolean isPrivate = kind.equals("private");
    Data.Dict form =
        form(entry, source, kind)
            .with("revision", revision)
            .with("warn-unpinned", warns)
            .with("subdirectory", Data.of(subdirectory));
    Data.Dict whole = isPrivate ? form.with("provider", Data.of(provider)) : form;
    List<String> revisions =
        revision instanceof Data.Nothing ? List.of() : List.of(Values.of(revision).str());
    return (isPrivate ? sshUrl(name, provider) : Optional.of(name))
        .map(url ->
            new GitPlace(
                url,
                isPrivate ? name : asWritten(source, kind, name),
                isPrivate ? Optional.of(new GitPlace.Privacy(provider)) : Optional.empty(),
                subdirectory.orElse("")))
        .map(place -> new PackageRequest.Git(place, revisions, !warns.equals(Data.of(false))))
        .map(request -> new Read(request, whole));
  }

  private Optional<String> sshUrl(String name, Optional<String> provider) {
    try {
      return Optional.of(GitPlace.sshUrl(name, provider));
    } catch (DepsException e) {
      error(e.getMessage());
      return Optional.empty();
    }
  }

  /// What dbt serializes of every kind.
  private static Data.Dict form(Data.Dict entry, Data.Dict source, String kind) {
    Data.Dict form = Data.noEntries();
    for (String key : List.of(kind, "name")) {
      Optional<Data> value = entry.present(key);
      form = value.isPresent() ? form.with(key, value.get()) : form;
    }
    return form.with("unrendered", source);
  }

  private static String asWritten(Data.Dict source, String key, String rendered) {
    return source.present(key).flatMap(Data::asText).orElse(rendered);
  }

  /// Whole numbers count as texts, others stay numbers.
  private static Data version(Data written) {
    return switch (written) {
      case Data.Whole(var number) -> Data.of(number.toString());
      case Data.Items(List<Data> items) ->
          new Data.Items(items.stream().map(RequestReader::version).toList());
      default -> written;
    };
  }

  private Optional<String> text(Data.Dict entry, String key) {
    Optional<String> text = entry.find(key).flatMap(Data::asText).filter(some -> !some.isEmpty());
    if (text.isEmpty()) {
      error("'%s' is missing or no text. It is a required property.".formatted(key));
    }
    return text;
  }

  private Optional<String> optional(Data.Dict entry, String key) {
    return entry.present(key).isEmpty() ? Optional.empty() : text(entry, key);
  }

  private Data flag(Data.Dict entry, String key) {
    Data value = entry.find(key).orElse(Data.nothing());
    if (!(value instanceof Data.Nothing || value instanceof Data.Truth)) {
      error("'%s' is either true or false".formatted(key));
    }
    return value;
  }

  private void error(String message) {
    problems.add(Problem.error("packages-file", at, message));
  }
}
