package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.testkit.TrinoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dbt build` and `bailey dbt build` of a project that uses every materialization, on a real Trino
/// that is empty before: the first build, and one whose sources and columns changed, leave the same
/// relations row for row and the same results. `BAILEY_ORACLE_DBT` and `_PYTHON` name a dbt with
/// dbt-trino (docs/developer/adapters.md).
@Tag("trino")
class SameOnTrinoTest {
  private static final Path PROJECT = Path.of("modules/warehouse/src/test/resources/macros/trino");

  /// Without what fails with a message that says more than dbt's, or a table laid out by us.
  private static final List<String> BUILD = List.of("build", "--exclude", "tag:failing");

  @TempDir private Path folder;

  @Test
  void everyBuildLeavesWhatDbtLeaves() {
    assumeTrue(
        TrinoServer.archive().isPresent(),
        "SKIPPED: no archive of Trino's server; mvn -Ptrino downloads it (821 MB)");
    String adapter =
        "import importlib.util as u; print(u.find_spec('dbt.adapters.trino') is not None)";
    assumeTrue(
        Engine.python(List.of("-c", adapter)).strip().equals("True"),
        "SKIPPED: the oracle has no dbt-trino");
    try (var ground = new Ground.Trino(TrinoServer.start(TrinoServer.archive().orElseThrow()))) {
      List<Built> theirs = twice(Engine.DBT, ground);
      List<Built> ours = twice(Engine.BAILEY, ground);

      for (int i = 0; i < theirs.size(); i++) {
        assertThat(folded(ours.get(i).results()))
            .containsExactlyInAnyOrderEntriesOf(folded(theirs.get(i).results()));
        assertThat(ours.get(i).relations())
            .hasSizeGreaterThan(50)
            .containsExactlyInAnyOrderEntriesOf(theirs.get(i).relations());
      }
    }
  }

  private List<Built> twice(Engine engine, Ground ground) {
    Path work = folder.resolve(engine.name());
    ground.clear();
    Path here = PROJECT.toAbsolutePath();
    Projects.copy(Files.isDirectory(here) ? here : Path.of("..").resolve(PROJECT), work);
    Projects.write(work.resolve("profiles.yml"), ground.profile("features"));
    return List.of(
        build(engine, work, ground, BUILD),
        build(engine, work, ground, with(BUILD, "--vars", "phase: 2")));
  }

  private static List<String> with(List<String> command, String... more) {
    return java.util.stream.Stream.concat(command.stream(), java.util.Arrays.stream(more)).toList();
  }

  private static Built build(Engine engine, Path work, Ground ground, List<String> command) {
    int code = engine.run(work, command).code();
    return Built.of(code, work.resolve("target"), ground);
  }

  /// Without the ids of queries, with white space folded, and without the comment that a macro of
  /// dbt's begins with: built-in macros are our own.
  private static Map<String, String> folded(Map<String, String> results) {
    var folded = new TreeMap<String, String>();
    results.forEach((id, text) ->
        folded.put(
            id,
            text.replace("-- back compat for old kwarg name", "")
                .replaceAll("\\d{8}_\\d{6}_\\d{5}_\\w{5}", "<id>")
                .replaceAll("(\\\\n|\\s)+", " ")
                .replaceAll(" ?([(),;=]) ?", "$1")));
    return folded;
  }
}
