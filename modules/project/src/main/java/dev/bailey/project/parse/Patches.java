package dev.bailey.project.parse;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.manifest.SourceDefinition;
import dev.bailey.project.yaml.PythonText;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that properties files say, to be looked up by what it is said of.
final class Patches {
  private static final List<String> REFABLE = List.of("models", "seeds", "snapshots");
  private static final List<String> OF_NODES =
      List.of("models", "seeds", "snapshots", "analyses", "functions", "data_tests", "macros");

  private final Map<String, List<Entry>> sections = new HashMap<>();
  private final Map<Key, Entry.Versioned> byName = new HashMap<>();
  private final Map<Key, List<Entry>> versionedModels = new HashMap<>();
  private final Map<Entry, String> elsewhere = new HashMap<>();
  private final Map<Key, Entry> overrides = new HashMap<>();
  private final Set<Entry> used = ConcurrentHashMap.newKeySet();
  private final Set<Entry.Versioned> usedVersions = ConcurrentHashMap.newKeySet();
  private final Problems problems;

  private record Key(String packageName, String section, String name) {}

  /// @param packages the packages in which there is a model, seed or snapshot of a name
  Patches(List<OutlinedFile> files, Function<String, List<String>> packages, Problems problems) {
    this.problems = problems;
    for (String section : PropertiesFile.SECTIONS) {
      String target = section.equals("tests") ? "data_tests" : section;
      List<Entry> entries = sections.computeIfAbsent(target, _ -> new ArrayList<>());
      files.forEach(file -> file.entries(section).forEach(entries::add));
    }
    REFABLE.forEach(
        section -> section(section).forEach(entry -> place(entry, packages.apply(entry.name()))));
    OF_NODES.forEach(section -> section(section).forEach(entry -> index(section, entry)));
    section("sources").forEach(this::override);
  }

  private void override(Entry entry) {
    Optional<String> target = entry.outline().overrides();
    if (target.isEmpty()) {
      return;
    }
    Entry first = overrides.putIfAbsent(new Key(target.get(), "sources", entry.name()), entry);
    if (first != null) {
      problems.error(
          "duplicate-patch",
          entry.at(),
          "The source '%s' of the package '%s' is overridden twice: at %s and at %s. Keep one of them."
              .formatted(entry.name(), target.get(), first.at().where(), entry.at().where()));
    }
  }

  /// The entries that make sources.
  Stream<Entry> sources() {
    return section("sources").stream().filter(entry -> entry.outline().overrides().isEmpty());
  }

  /// What the project changes in a source of one of its packages.
  Optional<Entry> override(String packageName, String source) {
    Optional<Entry> found =
        Optional.ofNullable(overrides.get(new Key(packageName, "sources", source)));
    found.ifPresent(used::add);
    return found;
  }

  /// What is said of a name that the entry's own package does not have is said of the node of that
  /// name in another one; versions stay in their package.
  private void place(Entry entry, List<String> packages) {
    if (packages.isEmpty()
        || packages.contains(entry.packageName())
        || entry.outline().isSnapshot()
        || !entry.outline().versions().isEmpty()) {
      return;
    }
    elsewhere.put(entry, packages.getFirst());
    if (packages.size() > 1) {
      problems.error(
          "ambiguous-patch",
          entry.at(),
          "'%s' may be a node of the packages %s. Describe it in its own package."
              .formatted(entry.name(), String.join(", ", packages)));
    }
  }

  /// The package of the node that an entry describes.
  private String target(Entry entry) {
    return elsewhere.getOrDefault(entry, entry.packageName());
  }

  private void index(String section, Entry entry) {
    List<Outline.Version> versions = entry.outline().versions();
    if (versions.isEmpty()) {
      index(section, entry.name(), new Entry.Versioned(entry, OptionalInt.empty()));
      return;
    }
    for (int i = 0; i < versions.size(); i++) {
      index(section, versions.get(i).fileName(), new Entry.Versioned(entry, OptionalInt.of(i)));
    }
    if (section.equals("models")) {
      versionedModels
          .computeIfAbsent(
              new Key(entry.packageName(), section, entry.name()), _ -> new ArrayList<>())
          .add(entry);
    }
  }

  private void index(String section, String name, Entry.Versioned versioned) {
    Entry entry = versioned.entry();
    Entry.Versioned first = byName.putIfAbsent(new Key(target(entry), section, name), versioned);
    if (first != null) {
      problems.error(
          "duplicate-patch",
          entry.at(),
          ("dbt found two schema.yml entries for the same resource named %s: at %s and at %s. Keep"
                  + " one of them.")
              .formatted(name, first.entry().at().where(), entry.at().where()));
    }
  }

  List<Entry> section(String section) {
    return sections.getOrDefault(section, List.of());
  }

  /// What is said of what a file makes.
  Optional<Entry.Versioned> of(Identity draft) {
    String section =
        switch (draft.type()) {
          case MODEL -> "models";
          case SEED -> "seeds";
          case SNAPSHOT -> "snapshots";
          case ANALYSIS -> "analyses";
          case FUNCTION -> "functions";
          case TEST -> "data_tests";
          default -> "";
        };
    return versioned(draft.packageName(), section, draft.name());
  }

  /// What is said of something without versions.
  Optional<Entry> find(String packageName, String section, String name) {
    return versioned(packageName, section, name).map(Entry.Versioned::entry);
  }

  private Optional<Entry.Versioned> versioned(String packageName, String section, String name) {
    var key = new Key(packageName, section, name);
    // a version without a file of its own name may be defined in one without a number
    Optional<Entry.Versioned> found =
        Optional.ofNullable(byName.get(key)).or(() -> latestWithoutNumber(key));
    found.ifPresent(versioned -> {
      used.add(versioned.entry());
      usedVersions.add(versioned);
    });
    return found;
  }

  /// dbt accepts `orders.sql` for the latest version of `orders`.
  private Optional<Entry.Versioned> latestWithoutNumber(Key key) {
    for (Entry entry : versionedModels.getOrDefault(key, List.of())) {
      List<Outline.Version> versions = entry.outline().versions();
      for (int i = 0; i < versions.size(); i++) {
        if (versions.get(i).isLatest() && !versions.get(i).isDefinedElsewhere()) {
          return Optional.of(new Entry.Versioned(entry, OptionalInt.of(i)));
        }
      }
    }
    return Optional.empty();
  }

  /// The snapshots that are defined in YAML, by their `relation`.
  Stream<Entry> snapshots() {
    return section("snapshots").stream().filter(entry -> entry.outline().isSnapshot());
  }

  /// One of them.
  static Draft snapshot(Patch patch, Captures captures) {
    PropertiesFile file = patch.file();
    String packageName = file.packageFiles().name();
    String relation = Patch.text(patch.written(), "relation").orElse("");
    String raw = "select * from {{ " + relation + " }}";
    var identity =
        new Identity(
            "snapshot." + packageName + "." + patch.name(),
            ResourceType.SNAPSHOT,
            patch.name(),
            packageName,
            patch.name() + ".sql",
            file.path(),
            Drafts.fqn(packageName, file.relative(), patch.name()));
    var source = new SourceFile(file.source().path(), raw);
    var code = new Span(source, 0, raw.length());
    Captures.Result result = captures.of(identity, code);
    return new Draft(
        file.packageFiles(),
        identity,
        new Code("sql", raw, Checksums.ofText(file.source().text()), code),
        result.template(),
        result.capture(),
        result.isStatic(),
        Optional.empty(),
        Optional.empty());
  }

  /// What stands in the section of another kind of node, such as a seed among the models, or is
  /// said of nothing at all: it counts for tests only.
  ///
  /// @param nodes those that were found, by package and name
  List<Unplaced> unplaced(Map<Named, Node> nodes) {
    var found = new ArrayList<Unplaced>();
    for (String section : REFABLE) {
      for (Entry entry : section(section)) {
        if (used.contains(entry)) {
          continue;
        }
        Node node = nodes.get(new Named(target(entry), entry.name()));
        int versions = entry.outline().versions().size();
        if (versions == 0) {
          found.add(unplaced(node, entry, OptionalInt.empty()));
        }
        for (int i = 0; i < versions; i++) {
          found.add(unplaced(node, entry, OptionalInt.of(i)));
        }
        if (node != null) {
          used.add(entry);
        }
        if (node != null && !section.equals(node.type().word() + "s")) {
          problems.warning(
              "wrong-resource-schema-file",
              entry.at(),
              ("'%s' is a %s node, but it is specified in the %s section of %s. To fix this error,"
                      + " place the `%s` entry under the %ss key instead.")
                  .formatted(
                      entry.name(),
                      node.type().word(),
                      section,
                      entry.file().path(),
                      entry.name(),
                      node.type().word()));
        }
      }
    }
    return found;
  }

  private static Unplaced unplaced(@Nullable Node node, Entry entry, OptionalInt version) {
    return new Unplaced(Optional.ofNullable(node), new Entry.Versioned(entry, version));
  }

  /// A node by its package and name.
  record Named(String packageName, String name) {}

  /// What is said in the wrong place, and the node that it means.
  record Unplaced(Optional<Node> node, Entry.Versioned entry) {}

  /// Warns of what is said of nothing.
  ///
  /// @param sources those that there are, switched off or not
  void reportUnused(Collection<SourceDefinition> sources) {
    reportUnusedOverrides(sources);
    for (String section : OF_NODES) {
      for (Entry entry : section(section)) {
        if (!used.contains(entry)) {
          problems.warning(
              section.equals("macros") ? "unused-macro-patch" : "unused-patch",
              entry.at(),
              "Did not find matching node for patch with name '%s' in the '%s' section of file '%s'%s"
                  .formatted(entry.name(), section, entry.file().path(), near(section, entry)));
        } else if (section.equals("models")) {
          reportUnusedVersions(entry);
        }
      }
    }
  }

  private void reportUnusedVersions(Entry entry) {
    List<Outline.Version> versions = entry.outline().versions();
    for (int i = 0; i < versions.size(); i++) {
      if (!usedVersions.contains(new Entry.Versioned(entry, OptionalInt.of(i)))) {
        problems.warning(
            "unused-patch",
            entry.at(),
            "Did not find the file of version %s of the model '%s', which %s describes. Name it %s, or say `defined_in:`."
                .formatted(
                    PythonText.str(versions.get(i).number()),
                    entry.name(),
                    entry.file().path(),
                    versions.get(i).fileName()));
      }
    }
  }

  private void reportUnusedOverrides(Collection<SourceDefinition> sources) {
    overrides.forEach((target, entry) -> {
      Set<String> tables =
          sources.stream()
              .filter(source ->
                  source.packageName().equals(target.packageName())
                      && source.source().name().equals(target.name()))
              .map(SourceDefinition::name)
              .collect(Collectors.toSet());
      List<String> unused =
          used.contains(entry)
              ? Patch.dicts(entry.patch().rendered(), "tables").stream()
                  .flatMap(table -> Patch.text(table, "name").stream())
                  .filter(table -> !tables.contains(table))
                  .map(table -> "table '%s' of the source".formatted(table))
                  .toList()
              : List.of("source");
      unused.forEach(what ->
          problems.warning(
              "unused-source-override",
              entry.at(),
              "There is no %s '%s' in the package '%s' that this could override."
                  .formatted(what, target.name(), target.packageName())));
    });
  }

  private String near(String section, Entry entry) {
    List<String> names =
        byName.keySet().stream()
            .filter(key -> key.section().equals(section))
            .map(Key::name)
            .toList();
    return Spelling.nearest(entry.name(), names).map(n -> "; did you mean '" + n + "'?").orElse("");
  }
}
