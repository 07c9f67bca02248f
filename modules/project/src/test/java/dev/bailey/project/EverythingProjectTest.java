package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A small project that uses every kind of resource, with a package. The expected manifest is what
/// dbt Core 1.12.6 wrote for it.
class EverythingProjectTest {
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

  @Test
  void theManifestIsThatOfDbt() {
    var dialect = new TestDialect("duckdb");
    var loader = new ProjectLoader(dialect, TestDialect.builtins());
    var source = ProjectSource.of(TestDialect.resource("projects/everything"));

    var parsed = (Outcome.Ok<ParsedProject>) loader.load(source, OPTIONS);

    Data.Dict dbt = Json.read(Path.of("src/test/resources/projects/everything.manifest.json"));
    assertThat(
            ManifestComparison.differences(
                dbt, parsed.value().manifest(), Set.of("everything", "helpers")))
        .isEmpty();
  }
}
