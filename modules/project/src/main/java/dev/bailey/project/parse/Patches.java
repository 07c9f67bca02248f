package dev.bailey.project.parse;

import dev.bailey.jinja.value.Spelling;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Code;
import dev.bailey.project.manifest.Identity;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everything that properties files say, to be looked up by what it is said of.
final class Patches {
  private static final List<String> OF_NODES =
      List.of("models", "seeds", "snapshots", "analyses", "functions", "data_tests", "macros");

  private final Map<String, List<Patch>> sections = new HashMap<>();
  private final Map<Key, VersionedPatch> byName = new HashMap<>();

  /// By identity: to hash a patch means to hash every file of its package.
  private final Set<Patch> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private final Problems problems;

  private record Key(String packageName, String section, String name) {}

  Patches(List<PropertiesFile> files, Scope scope, Problems problems) {
    this.problems = problems;
    for (String section : PropertiesFile.SECTIONS) {
      String target = section.equals("tests") ? "data_tests" : section;
      List<Patch> patches =
          files.parallelStream()
              .flatMap(file -> file.entries(section, scope, problems).stream())
              .toList();
      sections.computeIfAbsent(target, _ -> new ArrayList<>()).addAll(patches);
    }
    OF_NODES.forEach(section -> section(section).forEach(patch -> index(section, patch)));
  }

  private void index(String section, Patch patch) {
    for (VersionedPatch versioned : VersionedPatch.of(patch)) {
      String packageName = patch.file().packageFiles().name();
      String name = versioned.version().map(v -> v.fileName()).orElse(patch.name());
      VersionedPatch first = byName.putIfAbsent(new Key(packageName, section, name), versioned);
      if (first != null) {
        problems.error(
            "duplicate-patch",
            patch.at(),
            ("dbt found two schema.yml entries for the same resource named %s: at %s and at %s. Keep"
                    + " one of them.")
                .formatted(name, first.patch().at().where(), patch.at().where()));
      }
    }
  }

  List<Patch> section(String section) {
    return sections.getOrDefault(section, List.of());
  }

  /// What is said of a draft.
  Optional<VersionedPatch> of(Draft draft) {
    Identity identity = draft.identity();
    String section =
        switch (identity.type()) {
          case MODEL -> "models";
          case SEED -> "seeds";
          case SNAPSHOT -> "snapshots";
          case ANALYSIS -> "analyses";
          case FUNCTION -> "functions";
          case TEST -> "data_tests";
          default -> "";
        };
    return versioned(identity.packageName(), section, identity.name());
  }

  /// What is said of something without versions.
  Optional<Patch> find(String packageName, String section, String name) {
    return versioned(packageName, section, name).map(VersionedPatch::patch);
  }

  private Optional<VersionedPatch> versioned(String packageName, String section, String name) {
    VersionedPatch found = byName.get(new Key(packageName, section, name));
    if (found == null && section.equals("models")) {
      // a version without a file of its own name may be defined in one without a number
      found = latestWithoutNumber(packageName, name);
    }
    Optional<VersionedPatch> patch = Optional.ofNullable(found);
    patch.ifPresent(p -> used.add(p.patch()));
    return patch;
  }

  /// dbt accepts `orders.sql` for the latest version of `orders`.
  private @org.jspecify.annotations.Nullable VersionedPatch latestWithoutNumber(
      String packageName, String name) {
    for (Patch patch : section("models")) {
      if (patch.name().equals(name) && patch.file().packageFiles().name().equals(packageName)) {
        for (VersionedPatch versioned : VersionedPatch.of(patch)) {
          if (versioned.versions().isLatest()
              && versioned
                  .version()
                  .filter(v -> v.rendered().find("defined_in").isEmpty())
                  .isPresent()) {
            return versioned;
          }
        }
      }
    }
    return null;
  }

  /// The snapshots that are defined in YAML, by their `relation`.
  Stream<Draft> snapshotDrafts(Captures captures) {
    return section("snapshots").stream()
        .filter(patch -> patch.rendered().present("relation").isPresent())
        .map(patch -> snapshot(patch, captures));
  }

  private static Draft snapshot(Patch patch, Captures captures) {
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
        Optional.empty(),
        Optional.empty());
  }

  /// What stands in the section of another kind of node, such as a seed among the models, or is
  /// said of nothing at all: it counts for tests only.
  ///
  /// @param nodes those that were found, by package and name
  List<Unplaced> unplaced(Map<Named, Node> nodes) {
    var found = new ArrayList<Unplaced>();
    for (String section : List.of("models", "seeds", "snapshots")) {
      for (Patch patch : section(section)) {
        String packageName = patch.file().packageFiles().name();
        Node node = nodes.get(new Named(packageName, patch.name()));
        if (used.contains(patch)) {
          continue;
        }
        VersionedPatch.of(patch)
            .forEach(one -> found.add(new Unplaced(Optional.ofNullable(node), one)));
        if (node != null) {
          used.add(patch);
          problems.warning(
              "wrong-resource-schema-file",
              patch.at(),
              ("'%s' is a %s node, but it is specified in the %s section of %s. To fix this error,"
                      + " place the `%s` entry under the %ss key instead.")
                  .formatted(
                      patch.name(),
                      node.type().word(),
                      section,
                      patch.file().path(),
                      patch.name(),
                      node.type().word()));
        }
      }
    }
    return found;
  }

  /// A node by its package and name.
  record Named(String packageName, String name) {}

  /// What is said in the wrong place, and the node that it means.
  record Unplaced(Optional<Node> node, VersionedPatch patch) {}

  /// Warns of what is said of nothing.
  void reportUnused() {
    for (String section : OF_NODES) {
      for (Patch patch : section(section)) {
        if (!used.contains(patch)) {
          problems.warning(
              "unused-patch",
              patch.at(),
              "Did not find matching node for patch with name '%s' in the '%s' section of file '%s'%s"
                  .formatted(patch.name(), section, patch.file().path(), near(section, patch)));
        }
      }
    }
  }

  private String near(String section, Patch patch) {
    List<String> names =
        byName.keySet().stream()
            .filter(key -> key.section().equals(section))
            .map(Key::name)
            .toList();
    return Spelling.nearest(patch.name(), names).map(n -> "; did you mean '" + n + "'?").orElse("");
  }
}
