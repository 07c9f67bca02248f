package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.artifact.SemanticManifestJson;
import dev.bailey.project.manifest.Data;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticManifestTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/orders.sql", "select 1 as id, 2 as amount, current_date as ordered_at")
          .with("models/days.sql", "select current_date as day")
          .with(
              "models/orders.yml",
              """
              models:
                - name: days
                  time_spine: {standard_granularity_column: day}
                  columns: [{name: day, granularity: day}]
              semantic_models:
                - name: orders
                  model: ref('orders')
                  defaults: {agg_time_dimension: ordered_at}
                  entities: [{name: id, type: primary}]
                  dimensions:
                    - {name: ordered_at, type: time, type_params: {time_granularity: day}}
                  measures: [{name: amount, agg: sum}]
              metrics:
                - {name: revenue, label: Revenue, type: simple, type_params: {measure: amount}}
              saved_queries:
                - name: daily
                  query_params: {metrics: [revenue], group_by: ["Dimension('id__ordered_at')"]}
                  exports: [{name: daily, config: {export_as: table}}]
              """);

  @Test
  void whatOnlyDbtNeedsIsLeftOut() {
    Data.Dict model = first("semantic_models");

    assertThat(names(model))
        .contains("name", "node_relation", "entities", "dimensions", "measures", "config")
        .doesNotContain("unique_id", "fqn", "depends_on", "package_name", "model");
    assertThat(names(dict(model, "config"))).containsExactly("meta");
    assertThat(names(first(model, "measures"))).contains("metadata", "agg");
  }

  @Test
  void metricsAndSavedQueriesAreThere() {
    assertThat(first("metrics").find("name")).contains(Data.of("revenue"));
    assertThat(names(first("metrics"))).contains("datatype", "type_params");
    assertThat(names(first("saved_queries")))
        .contains("query_params", "exports", "tags")
        .doesNotContain("config");
  }

  @Test
  void modelsThatAreTimeSpinesAreTheSpinesOfTheProject() {
    Data.Dict configuration = dict(written(), "project_configuration");

    Data.Dict column = dict(first(configuration, "time_spines"), "primary_column");
    assertThat(column.find("name")).contains(Data.of("day"));
    assertThat(column.find("time_granularity")).contains(Data.of("day"));
    assertThat(configuration.find("time_spine_table_configurations")).contains(Data.noItems());
  }

  private Data.Dict written() {
    var json =
        new String(
            new SemanticManifestJson(files.project().manifest()).bytes(), StandardCharsets.UTF_8);
    return (Data.Dict) Yaml.read(json);
  }

  private Data.Dict first(String section) {
    return first(written(), section);
  }

  private static Data.Dict first(Data.Dict of, String key) {
    return (Data.Dict) ((Data.Items) of.find(key).orElseThrow()).items().getFirst();
  }

  private static Data.Dict dict(Data.Dict of, String key) {
    return (Data.Dict) of.find(key).orElseThrow();
  }

  private static List<String> names(Data.Dict object) {
    return object.entries().keySet().stream().flatMap(key -> key.asText().stream()).toList();
  }
}
