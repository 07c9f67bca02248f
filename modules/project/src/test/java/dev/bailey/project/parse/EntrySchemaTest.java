package dev.bailey.project.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.project.Json;
import dev.bailey.project.manifest.Data;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Entries of properties files that dbt Core 1.12.6 accepts, with one value after the other changed
/// to others, left out, or with an unknown key beside it: what dbt refuses of them, we refuse, and
/// nothing else. `entries.py` recorded it from dbt's own classes.
class EntrySchemaTest {
  private static final Data.Dict RECORDED = Json.read(Path.of("src/test/resources/entries.json"));
  private static final List<Data> VALUES = items(RECORDED, "values");

  /// Words and names that dbt looks at only when it makes a resource of the entry.
  private static final Pattern WORDS =
      Pattern.compile(
          ".*(granularity|dimension|(entities|dimensions)\\.0\\.name|entity|(entities|dimensions|entity|dimension)(\\.\\d)?\\.type"
              + "|agg|cumulative_type_params\\.window|granularities.*\\.column_name)");

  /// @param refused by place, the numbers of the values that may not stand there, and `without`
  ///   where something must
  /// @param closed where nothing unknown may stand
  record Case(String section, Data.Dict entry, Data.Dict refused, List<String> closed) {
    @Override
    public String toString() {
      return section + " " + entry.entries().keySet();
    }
  }

  static Stream<Case> cases() {
    return items(RECORDED, "entries").stream()
        .map(Data.Dict.class::cast)
        .map(one ->
            new Case(
                one.find("section").flatMap(Data::asText).orElseThrow(),
                one.dict("entry"),
                one.dict("refused"),
                items(one, "closed").stream().map(place -> place.asText().orElseThrow()).toList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAcceptedAsItIs(Case some) {
    assertThat(EntrySchema.faults(some.section(), some.entry())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithTheValuesThatDbtRefuses(Case some) {
    var different = new ArrayList<String>();
    some.refused()
        .entries()
        .forEach((name, numbers) -> {
          String place = name.asText().orElseThrow();
          var refused = ((Data.Items) numbers).items();
          for (int i = 0; i < VALUES.size(); i++) {
            Data value = VALUES.get(i);
            if (value instanceof Data.Text && WORDS.matcher(place).matches()) {
              continue;
            }
            compare(
                some,
                place + " = " + value,
                with(some.entry(), place, _ -> Optional.of(value)),
                refused.contains(Data.of(i)),
                different);
          }
          if (!place.matches(".*\\d") && !WORDS.matcher(place).matches()) {
            compare(
                some,
                "without " + place,
                with(some.entry(), place, _ -> Optional.empty()),
                refused.contains(Data.of("without")),
                different);
          }
        });
    assertThat(different).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithUnknownKeysWhereDbtKnowsAll(Case some) {
    var different = new ArrayList<String>();
    var dictionaries = new ArrayList<>(List.of(""));
    some.refused().entries().keySet().stream()
        .map(name -> name.asText().orElseThrow())
        .filter(place -> at(some.entry(), place) instanceof Data.Dict)
        .filter(place -> !place.matches("(.*\\.)?(meta|config)"))
        .forEach(dictionaries::add);
    for (String place : dictionaries) {
      String unknown = place.isEmpty() ? "zz" : place + ".zz";
      compare(
          some,
          "with " + unknown,
          with(some.entry(), unknown, _ -> Optional.of(Data.of(1))),
          some.closed().contains(place),
          different);
    }
    assertThat(different).isEmpty();
  }

  @Test
  @Tag("nightly")
  void dbtStillSaysWhatIsRecorded(@TempDir Path folder) throws Exception {
    String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "");
    assumeTrue(!python.isBlank(), "BAILEY_ORACLE_PYTHON names no Python with dbt: NOT COMPARED");
    Path again = folder.resolve("entries.json");

    Process process =
        new ProcessBuilder(python, "src/test/python/entries.py", again.toString())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(Json.read(again)).isEqualTo(RECORDED);
  }

  private static void compare(
      Case some, String what, Data.Dict entry, boolean isRefused, List<String> different) {
    var faults = EntrySchema.faults(some.section(), entry);
    if (faults.isEmpty() == isRefused) {
      different.add(what + (isRefused ? " is accepted" : " is refused: " + faults));
    }
  }

  private static Data at(Data from, String place) {
    Data at = from;
    for (String key : place.split("\\.")) {
      at =
          at instanceof Data.Items(List<Data> items)
              ? items.get(Integer.parseInt(key))
              : ((Data.Dict) at).find(key).orElseThrow();
    }
    return at;
  }

  private static Data.Dict with(
      Data.Dict entry, String place, UnaryOperator<Optional<Data>> change) {
    return (Data.Dict)
        changed(Optional.of(entry), List.of(place.split("\\.")), change).orElseThrow();
  }

  private static Optional<Data> changed(
      Optional<Data> value, List<String> path, UnaryOperator<Optional<Data>> change) {
    if (path.isEmpty()) {
      return change.apply(value);
    }
    List<String> below = path.subList(1, path.size());
    if (value.orElseThrow() instanceof Data.Items(List<Data> items)) {
      var more = new ArrayList<>(items);
      int number = Integer.parseInt(path.getFirst());
      more.set(number, changed(Optional.of(items.get(number)), below, change).orElseThrow());
      return Optional.of(new Data.Items(more));
    }
    var more = new LinkedHashMap<>(((Data.Dict) value.orElseThrow()).entries());
    Data key = Data.of(path.getFirst());
    changed(Optional.ofNullable(more.get(key)), below, change)
        .ifPresentOrElse(one -> more.put(key, one), () -> more.remove(key));
    return Optional.of(new Data.Dict(more));
  }

  private static List<Data> items(Data.Dict dict, String key) {
    return ((Data.Items) dict.find(key).orElseThrow()).items();
  }
}
