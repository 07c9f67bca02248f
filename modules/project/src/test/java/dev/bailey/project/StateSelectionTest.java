package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.project.artifact.ManifestJson;
import dev.bailey.project.artifact.ManifestMetadata;
import dev.bailey.project.artifact.StateFiles;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.Quoting;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.selection.Indirect;
import dev.bailey.project.selection.PreviousState;
import dev.bailey.project.selection.Selected;
import dev.bailey.project.selection.Selection;
import dev.bailey.project.selection.SelectionException;
import dev.bailey.project.selection.SelectionParser;
import dev.bailey.project.selection.Selector;
import dev.bailey.project.selection.StateManifest;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Edits of the project `state`, which has every kind of resource, and what dbt Core 1.12.6 selects
/// after each of them when it compares with the manifest from before: what it lists, what it warns
/// of, and why it refuses. `state_selection.py` recorded it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateSelectionTest {
  private static final Path PROJECTS = Path.of("src/test/resources/projects");
  private static final SourceTree PROJECT = TestDialect.resource("projects/state");
  private static final Data.Dict RECORDED = Json.read(PROJECTS.resolve("state.ls.json"));
  private static final Set<ResourceType> ALL =
      EnumSet.complementOf(EnumSet.of(ResourceType.OPERATION));

  private static final Edit NOTHING = new Edit("nothing", Data.noEntries());

  private final ProjectLoader loader =
      new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins());

  private final StateManifest untouched = manifest(parse(files(), NOTHING));

  /// One edit.
  record Edit(String name, Data.Dict said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Edit> edits() {
    return items(yaml("state.edits.yml")).stream()
        .map(Data.Dict.class::cast)
        .map(said -> new Edit(text(said, "edit"), said));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void selectsWhatDbtSelectsAfter(Edit edit) {
    var files = new HashMap<>(files());
    StateManifest before = untouched;
    if (edit.said().find("given").isPresent()) {
      apply(dict(edit.said(), "given"), files);
      before = manifest(parse(files, NOTHING));
    }
    apply(dict(edit.said(), "files"), files);
    ParsedProject after = parse(files, edit);
    var selector = new Selector(after, PreviousState.of(before), Map.of());

    Data.Dict recorded = dict(dict(RECORDED, "edits"), edit.name());

    var differences = new ArrayList<String>();
    recorded
        .entries()
        .forEach((selection, what) -> {
          String text = selection.asText().orElseThrow();
          Set<String> expected = expected((Data.Dict) what);
          Set<String> found = found(selector, text);
          if (!expected.equals(found)) {
            differences.add(
                text
                    + "\n  missing: "
                    + without(expected, found)
                    + "\n  more: "
                    + without(found, expected));
          }
        });
    assertThat(recorded.entries()).isNotEmpty();
    assertThat(differences).isEmpty();
  }

  @Test
  @Tag("nightly")
  void dbtStillSelectsAsRecorded(@TempDir Path folder) throws Exception {
    String python = System.getenv("BAILEY_ORACLE_PYTHON");
    assumeTrue(python != null, "BAILEY_ORACLE_PYTHON names no Python with dbt Core: NOT COMPARED");
    Path recorded = folder.resolve("recorded.json");
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(python),
                "src/test/resources/dev/bailey/project/state_selection.py",
                PROJECTS.resolve("state").toString(),
                PROJECTS.resolve("state.edits.yml").toString(),
                PROJECTS.resolve("state.selections.yml").toString(),
                folder.resolve("project").toString())
            .redirectOutput(recorded.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();

    assertThat(process.waitFor()).as(() -> read(folder.resolve("errors"))).isZero();
    assertThat(Json.read(recorded)).isEqualTo(RECORDED);
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    var left = new TreeSet<>(all);
    left.removeAll(some);
    return left;
  }

  /// Unique ids and warnings, or the error.
  private static Set<String> expected(Data.Dict what) {
    List<String> ids = texts(RECORDED, "ids");
    var all = new TreeSet<>(texts(what, "warnings"));
    items(what.find("ids").orElse(Data.noItems()))
        .forEach(n -> all.add(ids.get(((Data.Whole) n).value().intValue())));
    what.find("error").flatMap(Data::asText).ifPresent(all::add);
    return all;
  }

  private static Set<String> found(Selector selector, String selection) {
    String[] parts = selection.split(" --exclude ", 2);
    var parsed =
        (Outcome.Ok<Selection>)
            SelectionParser.parse(
                List.of(parts[0]),
                parts.length > 1 ? List.of(parts[1]) : List.of(),
                Indirect.EAGER);
    try {
      Selected selected = selector.select(parsed.value(), ALL, true);
      var all = new TreeSet<>(selected.ids());
      selected.warnings().forEach(warning -> all.add(warning.message()));
      return all;
    } catch (SelectionException e) {
      return Set.of(e.heading() + "\n  " + e.problem().message().replace("\n", "\n  "));
    }
  }

  private ParsedProject parse(Map<String, String> files, Edit edit) {
    var environment = new HashMap<String, String>();
    dict(edit.said(), "env")
        .entries()
        .forEach((name, value) ->
            environment.put(name.asText().orElseThrow(), value.asText().orElseThrow()));
    String target = edit.said().find("target").flatMap(Data::asText).orElse("dev");
    var options =
        new ParseOptions(
            new Target(
                "shop",
                target,
                "duckdb",
                Optional.of("shop"),
                target.equals("prod") ? "live" : "main",
                1,
                Data.noEntries()),
            dict(edit.said(), "vars"),
            environment,
            Data.noEntries(),
            "test",
            Instant.parse("2026-01-01T00:00:00Z"));
    Outcome<ParsedProject> outcome =
        loader.load(ProjectSource.of(new MemoryTree(new TreeMap<>(files))), options);
    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    return ((Outcome.Ok<ParsedProject>) outcome).value();
  }

  /// As another run finds it.
  private static StateManifest manifest(ParsedProject project) {
    var metadata =
        new ManifestMetadata(
            "1",
            Instant.EPOCH,
            "test",
            Instant.EPOCH,
            Map.of(),
            project.config().name(),
            "duckdb",
            new Quoting(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    return StateFiles.manifest(
        new ManifestJson(project.derived().parts(), metadata).bytes(Map.of()));
  }

  private static Map<String, String> files() {
    var files = new TreeMap<String, String>();
    PROJECT
        .entries()
        .forEach(entry ->
            files.put(
                entry.path(),
                new String(PROJECT.read(entry.path()).orElseThrow(), StandardCharsets.UTF_8)));
    return files;
  }

  /// Does to files what `apply` of `state_selection.py` does.
  private static void apply(Data.Dict changes, Map<String, String> files) {
    changes
        .entries()
        .forEach((path, change) -> apply(path.asText().orElseThrow(), (Data.Dict) change, files));
  }

  private static void apply(String path, Data.Dict change, Map<String, String> files) {
    if (change.find("delete").isPresent()) {
      assertThat(files.remove(path)).as(path).isNotNull();
      return;
    }
    String text = files.getOrDefault(path, "");
    Optional<String> old = change.find("replace").flatMap(Data::asText);
    if (old.isPresent()) {
      int at = text.indexOf(old.get());
      assertThat(at).as("%s: %s", path, change).isNotNegative();
      text = text.substring(0, at) + text(change, "by") + text.substring(at + old.get().length());
    }
    text = change.find("write").flatMap(Data::asText).orElse(text);
    int times =
        change.find("times").orElse(Data.of(1)) instanceof Data.Whole(var n) ? n.intValue() : 1;
    String more = change.find("append").flatMap(Data::asText).orElse("");
    files.put(path, text + more.repeat(times));
  }

  private static Data yaml(String name) {
    return Yaml.read(read(PROJECTS.resolve(name)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Data.Dict dict(Data.Dict dict, String key) {
    return (Data.Dict) dict.find(key).orElse(Data.noEntries());
  }

  private static List<Data> items(Data data) {
    return ((Data.Items) data).items();
  }

  private static String text(Data.Dict dict, String key) {
    return dict.find(key).flatMap(Data::asText).orElseThrow();
  }

  private static List<String> texts(Data.Dict dict, String key) {
    var texts = new ArrayList<String>();
    items(dict.find(key).orElse(Data.noItems()))
        .forEach(item -> texts.add(item.asText().orElseThrow()));
    return texts;
  }
}
