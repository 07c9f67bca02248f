package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.yaml.YamlData;
import dev.bailey.project.yaml.YamlLimits;
import dev.bailey.project.yaml.YamlNode;
import dev.bailey.project.yaml.YamlReader;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.testkit.GitClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small projects, most of them wrong in one place: whether dbt Core 1.12.6 refuses each, and what
/// it warns of by the names of its events. `verdicts.py` recorded it.
@Execution(ExecutionMode.CONCURRENT)
class VerdictsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RESOURCES = Path.of("src/test/resources/verdicts");
  private static final Path CASES = RESOURCES.resolve("cases.yml");
  private static final JsonNode RECORDED = json(GitClient.read(RESOURCES.resolve("dbt.json")));

  @TempDir private Path folder;

  /// A project, by what it has besides `models/a.sql`.
  ///
  /// @param differs why our verdict is another one on purpose, or for now
  record Case(String name, Map<Data, Data> files, Optional<String> differs) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// @param warns names of events, sorted; none of a project that is refused, of which dbt tells
  ///   what it finds before the first error
  record Verdict(boolean refuses, List<String> warns) {
    static Verdict of(boolean refuses, List<String> warns) {
      return new Verdict(refuses, refuses ? List.of() : warns);
    }
  }

  static Stream<Case> cases() {
    var file = new SourceFile("cases.yml", GitClient.read(CASES));
    var read = (Outcome.Ok<YamlNode>) new YamlReader(YamlLimits.DEFAULT).read(file);
    return ((Data.Items) YamlData.of(read.value()))
        .items().stream()
            .map(Data.Dict.class::cast)
            .map(one ->
                new Case(
                    one.find("case").flatMap(Data::asText).orElseThrow(),
                    one.entries(),
                    one.find("differs").flatMap(Data::asText)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheOneOfDbt(Case some) {
    write("dbt_project.yml", "{name: shop, version: '1.0', profile: p}");
    write("profiles.yml", "p: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}");
    write("models/a.sql", "select 1 as id");
    some.files()
        .forEach((path, text) -> write(path.asText().orElseThrow(), text.asText().orElseThrow()));

    Engine.Ended ended =
        Engine.BAILEY.run(
            folder,
            List.of(
                "--no-partial-parse", "--show-all-deprecations", "--log-format", "json", "parse"));

    JsonNode theirs = RECORDED.path(some.name());
    assertThat(theirs.isObject()).as("recorded").isTrue();
    String output = ended.said();
    assertThat(output).doesNotContain("This is a defect of Bailey");
    Verdict ours = Verdict.of(ended.code() != 0, warnings(output));
    Verdict dbts = Verdict.of(theirs.path("refuses").asBoolean(), texts(theirs.path("warns")));
    if (some.differs().isPresent()) {
      assertThat(ours).as("no longer differs: %s", some.differs().get()).isNotEqualTo(dbts);
    } else {
      assertThat(ours).as("%s\n%s", theirs.path("says").asText(), output).isEqualTo(dbts);
    }
  }

  @Test
  @Tag("nightly")
  void dbtStillSaysWhatIsRecorded() {
    Path recorded = folder.resolve("recorded.json");

    Engine.python(
        List.of(
            "src/test/python/verdicts.py",
            CASES.toString(),
            folder.resolve("project").toString(),
            recorded.toString()));

    assertThat(json(GitClient.read(recorded))).isEqualTo(RECORDED);
  }

  private void write(String path, String text) {
    if (!path.equals("case") && !path.equals("differs")) {
      GitClient.write(folder.resolve(path), text);
    }
  }

  private static List<String> warnings(String output) {
    var names = new ArrayList<String>();
    for (String line : output.split("\n")) {
      JsonNode info = line.startsWith("{") ? json(line).path("info") : JSON.missingNode();
      if (info.path("level").asText().equals("warn")
          && !info.path("name").asText().equals("DeprecationsSummary")) {
        names.add(info.path("name").asText());
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private static List<String> texts(JsonNode items) {
    var texts = new ArrayList<String>();
    items.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
