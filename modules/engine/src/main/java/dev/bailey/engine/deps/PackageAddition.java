package dev.bailey.engine.deps;

import dev.bailey.engine.Listener;
import dev.bailey.engine.event.DepsEvents;
import dev.bailey.engine.event.RunEvents;
import dev.bailey.jinja.Context;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `dbt deps --add-package`: writes an entry into the project's file of packages, in the place of
/// those that mean the same package. Comments of the file are lost, as in dbt.
final class PackageAddition {
  private static final String KEY = "packages";

  private final PackageSite site;
  private final Context names;
  private final Listener listener;

  PackageAddition(PackageSite site, Context names, Listener listener) {
    this.site = site;
    this.names = names;
    this.listener = listener;
  }

  /// What is added.
  ///
  /// @param version empty when none is named
  private record Added(String name, String version, String source) {
    static Added parse(String text, String source) {
      int at = text.lastIndexOf('@');
      String version = at < 0 ? "" : text.substring(at + 1);
      // The last sign in git@github.com:org/repo.git is part of the URL.
      boolean isVersion = !version.contains("/");
      var added =
          new Added(
              at < 0 || !isVersion ? text : text.substring(0, at),
              isVersion ? version : "",
              source);
      if (added.version.isEmpty() && !source.equals("local")) {
        throw new DepsException(
            "Version is required in --add-package when a package when source is %s: write it as %s@1.0.0"
                .formatted(source, text));
      }
      return added;
    }

    Data.Dict entry() {
      Data.Dict entry =
          Data.noEntries().with(source.equals("hub") ? "package" : source, Data.of(name));
      if (version.isEmpty()) {
        return entry;
      }
      Data wanted =
          version.contains(",") ? Data.texts(List.of(version.split(","))) : Data.of(version);
      return entry.with(source.equals("git") ? "revision" : "version", wanted);
    }
  }

  /// @param text `name@version`
  /// @param source `hub`, `git` or `local`
  /// @throws DepsException when there is no version, or the file would be malformed
  void add(String text, String source) {
    var added = Added.parse(text, source);
    Requests before = Requests.ofRoot(site.project(), names);
    Data.Dict file = Requests.written(site.project(), before.file());
    if (site.project().read(before.file()).isEmpty()) {
      listener.event(RunEvents.note("Created packages.yml"));
    }
    var entries = new ArrayList<Data>();
    if (file.find(KEY).orElse(Data.nothing()) instanceof Data.Items(List<Data> items)) {
      entries.addAll(items);
    }
    removeSame(entries, added.name());
    entries.add(added.entry());
    write(before.file(), file.with(KEY, new Data.Items(entries)));
    listener.event(DepsEvents.added(added.name(), added.version(), site.place(before.file())));
  }

  private void write(String name, Data.Dict file) {
    String text = Deps.yaml(file);
    var alone = PackageTree.of(Map.of(name, text.getBytes(StandardCharsets.UTF_8)));
    var _ = Requests.ofRoot(alone, names);
    site.write(name, text);
  }

  private void removeSame(List<Data> entries, String name) {
    Set<String> spellings = spellings(name);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i) instanceof Data.Dict entry
          && identifier(entry).filter(id -> means(id, spellings)).isPresent()) {
        entries.remove(i);
        listener.event(DepsEvents.duplicate(shown(entry)));
      }
    }
  }

  /// The name with underscores and with hyphens, with its namespace and without.
  private static Set<String> spellings(String name) {
    var spellings = new LinkedHashSet<String>();
    for (String one : List.of(name, name.substring(name.lastIndexOf('/') + 1))) {
      spellings.add(one);
      spellings.add(one.replace('_', '-'));
      spellings.add(one.replace('-', '_'));
    }
    return spellings;
  }

  private static Optional<String> identifier(Data.Dict entry) {
    return List.of("package", "git", "local", "tarball", "private").stream()
        .flatMap(key -> entry.present(key).flatMap(Data::asText).stream())
        .findFirst();
  }

  /// Whether one of the spellings stands in the identifier as whole words between `/` and `.`.
  private static boolean means(String identifier, Set<String> spellings) {
    return spellings.stream()
        .filter(spelling -> !spelling.isEmpty())
        .anyMatch(spelling -> {
          int start = identifier.indexOf(spelling);
          int end = start + spelling.length();
          return start >= 0
              && (start == 0 || isBetweenWords(identifier.charAt(start - 1)))
              && (end == identifier.length() || isBetweenWords(identifier.charAt(end)));
        });
  }

  private static boolean isBetweenWords(char c) {
    return c == '/' || c == '.';
  }

  private static Map<String, String> shown(Data.Dict entry) {
    var shown = new LinkedHashMap<String, String>();
    entry
        .entries()
        .forEach((key, value) -> {
          if (value instanceof Data.Text
              || value instanceof Data.Whole
              || value instanceof Data.Real) {
            shown.put(Values.of(key).str(), Values.of(value).str());
          }
        });
    return shown;
  }
}
