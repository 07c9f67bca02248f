package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ResourceType;
import dev.bailey.project.selection.Indirect;
import dev.bailey.project.selection.PreviousState;
import dev.bailey.project.selection.Selected;
import dev.bailey.project.selection.Selection;
import dev.bailey.project.selection.SelectionException;
import dev.bailey.project.selection.SelectionParser;
import dev.bailey.project.selection.Selector;
import dev.bailey.source.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Some hundred selections on the project `everything`, each with what `dbt ls` of dbt Core 1.12.6
/// listed for it.
class SelectionTest {
  private static final ParseOptions OPTIONS =
      new ParseOptions(
          new Target(
              "everything",
              "dev",
              "duckdb",
              Optional.of("everything"),
              "main",
              1,
              Data.noEntries()),
          Data.noEntries(),
          Map.of(),
          Data.noEntries(),
          "test",
          Instant.EPOCH);
  private static final Set<ResourceType> LISTED =
      EnumSet.of(
          ResourceType.MODEL,
          ResourceType.SNAPSHOT,
          ResourceType.SEED,
          ResourceType.TEST,
          ResourceType.SOURCE,
          ResourceType.EXPOSURE);

  @Test
  void everySelectionGivesWhatDbtLists() {
    ParsedProject project = everything();
    var selector = new Selector(project, PreviousState.NONE, Map.of());
    Data.Dict recorded = Json.read(Path.of("src/test/resources/projects/everything.ls.json"));
    List<String> ids = texts(recorded, "ids");

    var differences = new ArrayList<String>();
    for (Data.Dict one : dicts(recorded, "cases")) {
      String expected = expected(one, ids);
      String found = found(selector, texts(one, "args"));
      if (!expected.equals(found)) {
        differences.add(texts(one, "args") + "\n  dbt:  " + expected + "\n  here: " + found);
      }
    }

    assertThat(differences).isEmpty();
  }

  private static ParsedProject everything() {
    var loader = new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins());
    var source = ProjectSource.of(TestDialect.resource("projects/everything"));
    return ((Outcome.Ok<ParsedProject>) loader.load(source, OPTIONS)).value();
  }

  private static String expected(Data.Dict one, List<String> ids) {
    if (one.find("error").isPresent()) {
      return "error";
    }
    var names = new TreeSet<String>();
    items(one, "ids").forEach(n -> names.add(ids.get(((Data.Whole) n).value().intValue())));
    return names + " unmatched " + new TreeSet<>(texts(one, "unmatched"));
  }

  private static String found(Selector selector, List<String> args) {
    var command = new Command(args);
    Outcome<Selection> selection =
        SelectionParser.parse(command.select, command.exclude, command.indirect);
    if (!(selection instanceof Outcome.Ok<Selection>(var what, _))) {
      return "error";
    }
    try {
      Selected selected = selector.select(what, command.types, true);
      return new TreeSet<>(selected.ids()) + " unmatched " + new TreeSet<>(selected.unmatched());
    } catch (SelectionException _) {
      return "error";
    }
  }

  /// The options of one `dbt ls`.
  private static final class Command {
    private final List<String> select = new ArrayList<>();
    private final List<String> exclude = new ArrayList<>();
    private final Set<ResourceType> types = EnumSet.noneOf(ResourceType.class);
    private final Set<ResourceType> without = EnumSet.noneOf(ResourceType.class);
    private Indirect indirect = Indirect.EAGER;

    Command(List<String> args) {
      String option = "";
      for (String word : args) {
        if (word.startsWith("--")) {
          option = word;
        } else {
          put(option, word);
        }
      }
      if (types.isEmpty()) {
        types.addAll(LISTED);
      }
      types.removeAll(without);
    }

    private void put(String option, String word) {
      switch (option) {
        case "--select" -> select.add(word);
        case "--exclude" -> exclude.add(word);
        case "--indirect-selection" -> indirect = Indirect.named(word).orElseThrow();
        case "--resource-type" -> types.addAll(types(word));
        case "--exclude-resource-type" -> without.addAll(types(word));
        default -> throw new IllegalArgumentException(option);
      }
    }

    private static Set<ResourceType> types(String word) {
      return switch (word) {
        case "all" -> EnumSet.complementOf(EnumSet.of(ResourceType.OPERATION));
        case "default" -> LISTED;
        default -> EnumSet.of(ResourceType.named(word).orElseThrow());
      };
    }
  }

  private static List<Data> items(Data.Dict dict, String key) {
    return ((Data.Items) dict.find(key).orElse(Data.noItems())).items();
  }

  private static List<Data.Dict> dicts(Data.Dict dict, String key) {
    return items(dict, key).stream().map(Data.Dict.class::cast).toList();
  }

  private static List<String> texts(Data.Dict dict, String key) {
    return items(dict, key).stream().map(text -> text.asText().orElseThrow()).toList();
  }
}
