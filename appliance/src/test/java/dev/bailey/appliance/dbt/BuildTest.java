package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dbt build` of small projects on DuckDB: what packages rely on while a run is at work.
class BuildTest {
  @TempDir private Path project;

  @BeforeEach
  void begin() throws IOException {
    file("dbt_project.yml", "name: shop\nprofile: shop\n");
    file(
        "profiles.yml",
        """
        shop:
          target: dev
          outputs:
            dev: {type: duckdb, path: shop.duckdb, schema: main}
        """);
    file("models/a.sql", "select 1 as id");
  }

  @Test
  void hooksSeeTheGraph() throws IOException {
    file(
        "dbt_project.yml",
        """
        name: shop
        profile: shop
        on-run-start: "{{ log('nodes: ' ~ graph.nodes | join(), info=true) }}"
        """);

    assertThat(build()).contains("nodes: model.shop.a");
  }

  @Test
  void hooksAtTheEndSeeResultsAsObjects() throws IOException {
    file(
        "dbt_project.yml",
        """
        name: shop
        profile: shop
        on-run-end: "{{ tell(results) }}"
        """);
    file(
        "macros/tell.sql",
        """
        {% macro tell(results) %}
          {% for result in results %}
            {% set node = result.node.to_dict() %}
            {{ log(result.node.unique_id ~ ' ' ~ node.compiled_code ~ ' '
                ~ result.timing[0].to_dict().name, info=true) }}
          {% endfor %}
        {% endmacro %}
        """);

    assertThat(build()).contains("model.shop.a select 1 as id compile");
  }

  @Test
  void whatATemplateNotesInTheGraphIsThereForAllOthers() throws IOException {
    file("models/a.sql", "select 1 as id {% do graph.setdefault('notes', {}).update({'a': 1}) %}");
    file(
        "models/b.sql",
        "-- depends_on: {{ ref('a') }}\nselect {{ graph.get('notes', {}).get('a', 0) }} as a");

    assertThat(build()).contains("PASS=2");
    assertThat(compiled("b")).endsWith("select 1 as a");
  }

  @Test
  void refTellsThePackagesOfTheProject() throws IOException {
    file(
        "models/b.sql",
        "select '{{ builtins.ref.config.dependencies.shop.project_name if execute }}' as name\n"
            + "from {{ ref('a') }}");

    assertThat(build()).contains("PASS=2");
    assertThat(compiled("b")).startsWith("select 'shop' as name");
  }

  @Test
  void aSourceMayBeAFile() throws IOException {
    file("data/orders.csv", "id\n1\n2\n");
    file(
        "models/raw.yml",
        """
        sources:
          - name: raw
            meta: {external_location: "%s/{name}.csv"}
            tables: [{name: orders}]
        """
            .formatted(project.resolve("data")));
    file("models/orders.sql", "select count(*) as orders from {{ source('raw', 'orders') }}");

    assertThat(build()).contains("PASS=2 WARN=0 ERROR=0");
    assertThat(compiled("orders"))
        .isEqualTo("select count(*) as orders from '" + project.resolve("data/orders.csv") + "'");
  }

  private String compiled(String model) throws IOException {
    return Files.readString(project.resolve("target/compiled/shop/models/" + model + ".sql"));
  }

  private void file(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String build() {
    var out = new ByteArrayOutputStream();
    new DbtMain(
            Map.of("HOME", project.toString()),
            project,
            new PrintStream(out, true, StandardCharsets.UTF_8))
        .run(java.util.List.of("build", "--profiles-dir", "."));
    return out.toString(StandardCharsets.UTF_8);
  }
}
