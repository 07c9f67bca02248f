package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What hooks at the end of a run see.
@Tag("slow")
class RunEndTest {
  private static final Map<String, String> FILES =
      Map.of(
          "dbt_project.yml",
          """
          name: ends
          profile: ends
          on-run-end: "{{ print('SCHEMAS ' ~ (schemas | sort | join(', '))) }}"
          """,
          "models/good.sql",
          "{{ config(schema='good') }} select 1 as id",
          "models/bad.sql",
          "{{ config(schema='bad') }} select no_such_column",
          "models/after.sql",
          "{{ config(schema='after') }} select * from {{ ref('bad') }}",
          "models/models.yml",
          """
          models:
            - name: good
              columns:
                - name: id
                  data_tests:
                    - unique: {config: {store_failures: true, schema: passed}}
                    - not_null: {config: {schema: kept_nothing}}
                    - accepted_values:
                        arguments: {values: [2]}
                        config: {store_failures: true, schema: failed}
          """,
          "tests/warned.sql",
          "{{ config(store_failures_as='view', severity='warn', schema='warned') }} select * from {{ ref('good') }}");

  @TempDir private Path folder;

  @Test
  void theSchemasAreThoseOfWhatCameAbout() {
    try (Ground ground = Ground.of("duckdb", folder)) {
      String ours = schemas(Engine.BAILEY, ground);

      assertThat(ours).contains("analytics_passed").isEqualTo(schemas(Engine.DBT, ground));
    }
  }

  /// What the hook printed when it ran; dbt prints once before, when it parses it.
  private String schemas(Engine engine, Ground ground) {
    Path work = folder.resolve(engine.name());
    ground.clear();
    FILES.forEach((name, text) -> write(work.resolve(name), text));
    write(work.resolve("profiles.yml"), ground.profile("ends"));
    String said = engine.run(work, List.of("build")).said();
    return said.substring(said.lastIndexOf("SCHEMAS")).lines().findFirst().orElseThrow();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Projects.write(file, text);
  }
}
