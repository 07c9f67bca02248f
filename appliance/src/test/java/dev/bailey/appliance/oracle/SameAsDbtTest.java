package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `dbt build` and `bailey dbt build` on the same project and an empty warehouse: the first build
/// and a second one, which takes the incremental path, leave the same relations row for row, the
/// same graph and the same results.
@Execution(ExecutionMode.CONCURRENT)
class SameAsDbtTest {
  @TempDir private Path folder;

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "starter, duckdb",
    "starter, postgres",
    "sample, duckdb",
    "sample, postgres",
    "generated 100, duckdb",
    "generated 100, postgres"
  })
  void everyBuildLeavesWhatDbtLeaves(String project, String warehouse) {
    compare(project, warehouse);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void theBuildOfAThousandModelsLeavesWhatDbtLeaves(String warehouse) {
    compare("generated 1000", warehouse);
  }

  private void compare(String project, String warehouse) {
    try (Ground ground = Ground.of(warehouse, folder)) {
      List<Built> theirs = twice(Engine.DBT, project, ground);
      List<Built> ours = twice(Engine.BAILEY, project, ground);

      for (int i = 0; i < theirs.size(); i++) {
        same(ours.get(i), theirs.get(i));
      }
    }
  }

  private static void same(Built ours, Built theirs) {
    assertThat(ours.results()).containsExactlyInAnyOrderEntriesOf(theirs.results());
    assertThat(ours.exitCode()).isEqualTo(theirs.exitCode());
    assertThat(ours.relations()).containsExactlyInAnyOrderEntriesOf(theirs.relations());
    assertThat(ours.dependencies()).containsExactlyInAnyOrderEntriesOf(theirs.dependencies());
    assertThat(ours.edges()).containsExactlyInAnyOrderEntriesOf(theirs.edges());
    assertThat(ours.relations()).as("something was built").isNotEmpty();
  }

  private List<Built> twice(Engine engine, String project, Ground ground) {
    Path work = folder.resolve(engine.name());
    ground.clear();
    Projects.write(project, work, ground);
    return List.of(build(engine, work, ground), build(engine, work, ground));
  }

  private static Built build(Engine engine, Path work, Ground ground) {
    int code = engine.run(work, List.of("build")).code();
    return Built.of(code, work.resolve("target"), ground);
  }
}
