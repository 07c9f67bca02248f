package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The artifacts are valid by the JSON schemas that dbt publishes.
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
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
      bailey(work, "build");
      bailey(work, "source", "freshness");
      bailey(work, "docs", "generate");
    }

    String errors =
        Engine.python(
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
                schemas.resolve("catalog-v1.json").toString()));

    assertThat(errors).isEmpty();
  }

  private static void bailey(Path work, String... command) {
    Engine.Ended ended = Engine.BAILEY.run(work, List.of(command));
    assertThat(ended.code()).as(ended.said()).isZero();
  }
}
