package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.appliance.dbt.DbtMain;
import dev.bailey.testkit.SharedFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The artifacts are valid by the JSON schemas that dbt publishes.
@Tag("slow")
class ArtifactSchemasTest {
  private static final String VALIDATE =
      """
      import json, sys
      from jsonschema import Draft202012Validator
      for name, schema in zip(sys.argv[1::2], sys.argv[2::2]):
          validator = Draft202012Validator(json.load(open(schema)))
          for error in validator.iter_errors(json.load(open(name))):
              print(name.split('/')[-1], '/'.join(map(str, error.absolute_path)), error.message[:300])
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void everyArtifactIsValid(String warehouse) {
    Path schemas = SharedFolder.require("oracle/schemas");
    Path work = folder.resolve("work");
    try (Ground ground = Ground.of(warehouse, folder)) {
      ground.clear();
      Projects.write("sample", work, ground);
      assertThat(bailey(work, "build")).isEmpty();
      assertThat(bailey(work, "source", "freshness")).isEmpty();
      assertThat(bailey(work, "docs", "generate")).isEmpty();
    }

    String errors =
        Projects.Dbt.python(
            List.of(
                "-c",
                VALIDATE,
                work.resolve("target/manifest.json").toString(),
                schemas.resolve("manifest-v12.json").toString(),
                work.resolve("target/run_results.json").toString(),
                schemas.resolve("run-results-v6.json").toString(),
                work.resolve("target/sources.json").toString(),
                schemas.resolve("sources-v3.json").toString(),
                work.resolve("target/catalog.json").toString(),
                schemas.resolve("catalog-v1.json").toString()),
            Map.of());

    assertThat(errors).isEmpty();
  }

  /// What the command prints, when it fails.
  private static String bailey(Path work, String... command) {
    var out = new ByteArrayOutputStream();
    int code =
        new DbtMain(
                Map.of("HOME", work.toString()),
                work,
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(List.of(command));
    return code == 0 ? "" : out.toString(StandardCharsets.UTF_8);
  }
}
