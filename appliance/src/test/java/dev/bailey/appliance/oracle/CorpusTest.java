package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.appliance.dbt.DbtMain;
import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real projects that nobody here wrote, with their packages: what Bailey makes of them is held
/// against recordings of dbt Core: ids, edges, configs, compiled SQL, statuses, and every relation
/// row for row, after a first build and after a second one.
///
/// The projects and recordings stay out of this tree. `BAILEY_CORPUS` names the folder of the
/// corpus, `CORPUS_MIRROR` (and `CORPUS_SDISTS`, `CORPUS_WHEELS`) where its projects come from; a
/// project that is not there is skipped by name.
@Tag("nightly")
class CorpusTest {
  private static final double ENOUGH = 99.0;
  private static final Pattern VERDICT =
      Pattern.compile("^PROJECT (\\S+) (\\S+) (?:EXACT|DIFF) ([0-9.]+)%$", Pattern.MULTILINE);
  private static final String NONE = "no corpus";

  @TempDir private Path work;

  static Stream<String> projects() throws IOException {
    Optional<Path> corpus = Optional.ofNullable(System.getenv("BAILEY_CORPUS")).map(Path::of);
    if (corpus.isEmpty()) {
      return Stream.of(NONE);
    }
    var names = new ArrayList<String>();
    for (JsonNode project : corpus(corpus.get())) {
      names.add(project.get("id").asText());
    }
    return names.stream();
  }

  private static JsonNode corpus(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("corpus.json").toFile()).get("projects");
  }

  @ParameterizedTest
  @MethodSource("projects")
  void aRealProjectBuildsAsDbtBuildsIt(String name) throws Exception {
    assumeTrue(!name.equals(NONE), "BAILEY_CORPUS is not set: no real project was built");
    Path corpus = Path.of(System.getenv("BAILEY_CORPUS"));
    JsonNode project = project(corpus, name);
    assumeTrue(isRecorded(corpus, name), "there is no recording of " + name);
    assumeTrue(
        isThere(project), "skipped " + name + ": bring " + project.get("repo").asText() + " first");

    String said = built(name, project.get("adapter").asText().equals("postgres"));

    Matcher verdict = VERDICT.matcher(said);
    var stages = new ArrayList<String>();
    while (verdict.find()) {
      stages.add(verdict.group(2));
      assertThat(Double.parseDouble(verdict.group(3))).as(said).isGreaterThanOrEqualTo(ENOUGH);
    }
    assertThat(stages).as(said).isNotEmpty();
  }

  private static JsonNode project(Path corpus, String name) throws IOException {
    for (JsonNode project : corpus(corpus)) {
      if (project.get("id").asText().equals(name)) {
        return project;
      }
    }
    throw new IllegalStateException("no project " + name);
  }

  private static boolean isRecorded(Path corpus, String name) {
    Path recordings =
        Optional.ofNullable(System.getenv("CORPUS_RECORDINGS"))
            .map(Path::of)
            .orElse(corpus.resolve("recordings"));
    return Files.exists(recordings.resolve(name + ".json.gz"));
  }

  private static boolean isThere(JsonNode project) {
    String repo = project.get("repo").asText();
    String variable =
        repo.startsWith("pypi:")
            ? "CORPUS_SDISTS"
            : repo.startsWith("wheel:") ? "CORPUS_WHEELS" : "CORPUS_MIRROR";
    return Optional.ofNullable(System.getenv(variable))
        .map(folder ->
            repo.contains(":") ? Path.of(folder) : Path.of(folder, repo.replace('/', '+')))
        .filter(Files::isDirectory)
        .isPresent();
  }

  private String built(String name, boolean onPostgres) throws IOException, InterruptedException {
    if (!onPostgres) {
      return run(name, Map.of());
    }
    try (var postgres = PostgresServer.start()) {
      return run(
          name,
          Map.of(
              "CORPUS_PG_HOST", postgres.host(),
              "CORPUS_PG_PORT", Integer.toString(postgres.port()),
              "CORPUS_PG_USER", postgres.user(),
              "CORPUS_PG_PASSWORD", postgres.password()));
    }
  }

  private String run(String name, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = work.resolve("log");
    var builder =
        new ProcessBuilder(
                List.of(
                    System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "python3"),
                    Path.of("src/test/resources/corpus/candidate.py").toString(),
                    name,
                    work.resolve("work").toString(),
                    "--",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DbtMain.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(code).as(said).isZero();
    return said;
  }
}
