package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.ManifestData;
import dev.bailey.project.manifest.SemanticDefinition;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of semantic models, metrics and saved queries in the manifest.
class SemanticLayerTest {
  private static final String ORDERS =
      """
      models:
        - name: orders
          time_spine: {standard_granularity_column: ordered_at}
          columns: [{name: ordered_at, granularity: day}]
      semantic_models:
        - name: orders
          model: ref('orders')
          defaults: {agg_time_dimension: ordered_at}
          entities: [{name: order_id, type: primary}]
          dimensions: [{name: ordered_at, type: time, type_params: {time_granularity: day}}]
          measures:
            - {name: revenue, agg: sum, expr: 1}
            - {name: orders_made, agg: count, expr: 1, create_metric: true}
      """;

  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/orders.sql", "select 1 as order_id")
          .with("models/orders.yml", ORDERS);

  @Test
  void aSemanticModelStandsOnItsModel() {
    SemanticDefinition orders = found("semantic_model.shop.orders");

    assertThat(orders.links().dependsOn().nodes()).containsExactly("model.shop.orders");
    Data.Dict relation = (Data.Dict) orders.said().find("node_relation").orElseThrow();
    assertThat(relation.find("relation_name")).contains(Data.of("\"shop\".\"main\".\"orders\""));
  }

  @Test
  void whatAMeasureLeavesOutIsFilledInAndNumbersBecomeText() {
    Data.Items measures =
        (Data.Items) found("semantic_model.shop.orders").said().find("measures").orElseThrow();
    Data.Dict revenue = (Data.Dict) measures.items().getFirst();

    assertThat(revenue.find("expr")).contains(Data.of("1"));
    assertThat(revenue.find("agg_time_dimension")).contains(Data.nothing());
    assertThat(revenue.find("create_metric")).contains(Data.of(false));
  }

  @Test
  void aMeasureMayMakeAMetric() {
    SemanticDefinition metric = found("metric.shop.orders_made");

    assertThat(metric.links().dependsOn().nodes()).containsExactly("semantic_model.shop.orders");
    assertThat(metric.said().find("label")).contains(Data.of("orders_made"));
  }

  @Test
  void aConditionIsKeptForWhoeverComputesTheMetric() {
    files.with(
        "models/metrics.yml",
        """
        metrics:
          - name: large
            label: Large
            type: simple
            type_params: {measure: revenue}
            filter: "{{ Dimension('order_id__total') }} > 20"
        """);

    assertThat(found("metric.shop.large").said().find("filter").orElseThrow().toString())
        .contains("{{ Dimension('order_id__total') }} > 20");
  }

  @Test
  void aRatioIsMadeOfTheMeasuresOfItsMetrics() {
    files.with(
        "models/metrics.yml",
        """
        metrics:
          - {name: revenue, label: R, type: simple, type_params: {measure: revenue}}
          - name: share
            label: Share
            type: ratio
            type_params: {numerator: revenue, denominator: orders_made}
        """);

    SemanticDefinition share = found("metric.shop.share");

    assertThat(share.links().dependsOn().nodes())
        .containsExactly("metric.shop.revenue", "metric.shop.orders_made");
    Data.Dict parameters = (Data.Dict) share.said().find("type_params").orElseThrow();
    assertThat(((Data.Items) parameters.find("input_measures").orElseThrow()).items()).hasSize(2);
  }

  @Test
  void aSavedQueryStandsOnItsMetricsAndItsExportsHaveAPlace() {
    files.with(
        "models/queries.yml",
        """
        saved_queries:
          - name: daily
            query_params: {metrics: [orders_made]}
            exports: [{name: daily_export, config: {export_as: table}}]
        """);

    SemanticDefinition daily = found("saved_query.shop.daily");

    assertThat(daily.links().dependsOn().nodes()).containsExactly("metric.shop.orders_made");
    assertThat(ManifestData.of(daily).find("exports").orElseThrow().toString())
        .contains("daily_export")
        .contains("main");
  }

  @Test
  void aMetricOfAMeasureThatDoesNotExistIsRefused() {
    files.with(
        "models/metrics.yml",
        "metrics: [{name: made, label: M, type: simple, type_params: {measure: nothing}}]");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("metric.shop.made")
        .contains("'nothing'");
  }

  @Test
  void metricsThatAreComputedFromEachOtherAreRefused() {
    files.with(
        "models/metrics.yml",
        """
        metrics:
          - {name: a, label: A, type: derived, type_params: {expr: b, metrics: [b]}}
          - {name: b, label: B, type: derived, type_params: {expr: a, metrics: [a]}}
        """);

    assertThat(files.errors()).anySatisfy(error -> assertThat(error).contains("from itself"));
  }

  @Test
  void aDisabledSemanticModelIsKeptAmongTheDisabled() {
    files.with(
        "models/orders.yml",
        ORDERS.replace("defaults:", "config: {enabled: false}\n    defaults:"));

    assertThat(files.project().manifest().semantics()).isEmpty();
    assertThat(files.project().manifest().disabled())
        .containsOnlyKeys("semantic_model.shop.orders");
  }

  private SemanticDefinition found(String id) {
    return Objects.requireNonNull(files.project().manifest().semantics().get(id));
  }
}
