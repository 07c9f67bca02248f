package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Small projects and the manifests that dbt Core 1.12.6 wrote for them. `OracleManifestTest` asks
/// it again.
class RecordedManifestTest {

  @Test
  void aProjectWithEveryKindOfResourceIsParsedAsByDbt() {
    assertThat(differences("everything", "helpers")).isEmpty();
  }

  @Test
  void whatIsConfiguredInAnyPlaceIsWrittenDownAsByDbt() {
    assertThat(differences("configured", "inner")).isEmpty();
  }

  @Test
  void semanticModelsAndMetricsInEitherFormAreThoseOfDbt() {
    assertThat(differences("semantics", "none")).isEmpty();
  }

  private static List<String> differences(String project, String inner) {
    var loader = new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins());
    var source = ProjectSource.of(TestDialect.resource("projects/" + project));

    var parsed = (Outcome.Ok<ParsedProject>) loader.load(source, options(project));

    Path recorded = Path.of("src/test/resources/projects/" + project + ".manifest.json");
    return ManifestComparison.differences(
        Json.read(recorded), parsed.value().manifest(), Set.of(project, inner));
  }

  private static ParseOptions options(String project) {
    var target =
        new Target(project, "dev", "duckdb", Optional.of(project), "main", 1, Data.noEntries());
    return new ParseOptions(
        target, Data.noEntries(), Map.of(), Data.noEntries(), "test", Instant.EPOCH);
  }
}
