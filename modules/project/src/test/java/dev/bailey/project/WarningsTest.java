package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.source.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a parse warns of. dbt Core 1.12 warns of the same.
class WarningsTest {
  private final ParsedFiles files = new ParsedFiles().with("models/orders.sql", "select 1 as id");

  @Test
  void argumentsOfATestBelongBelowArguments() {
    tested("accepted_values: {values: [1]}");

    assertThat(deprecated()).containsExactly("missing-arguments-property-in-generic-test");
  }

  @Test
  void argumentsBelowArgumentsAreFine() {
    tested("accepted_values: {arguments: {values: [1]}, config: {severity: warn}}");

    assertThat(files.warnings()).isEmpty();
  }

  @Test
  void theConfigOfATestBelongsBelowConfig() {
    tested("not_null: {severity: warn}");

    assertThat(deprecated()).containsExactly("property-moved-to-config");
  }

  @Test
  void eachUseOfWhatIsDeprecatedCounts() {
    files.with(
        "models/all.yml",
        """
        models:
          - name: orders
            columns:
              - {name: id, data_tests: [{not_null: {severity: warn}}]}
              - {name: other, data_tests: [{not_null: {severity: warn}}]}
        """);

    assertThat(deprecated()).hasSize(2);
  }

  @Test
  void aKeyThatStandsTwiceIsDeprecated() {
    files.with(
        "models/all.yml", "models:\n  - name: orders\n    description: a\n    description: b\n");

    assertThat(deprecated()).containsExactly("duplicate-yaml-keys");
  }

  @Test
  void tagsBetweenMacrosAreDeprecated() {
    files.with(
        "macros/m.sql", "{% macro m() %}{% if 1 %}{% endif %}{% endmacro %}\n{% set x = 1 %}");

    assertThat(deprecated()).containsExactly("unexpected-jinja-block");
  }

  @Test
  void anExposureIsNamedByAnIdentifier() {
    files.with(
        "models/all.yml", "exposures: [{name: my exposure, type: dashboard, owner: {name: me}}]");

    assertThat(deprecated()).containsExactly("exposure-name");
  }

  @Test
  void aModelAndASeedOfOneNameAreDeprecated() {
    files
        .with("seeds/orders.csv", "id\n1\n")
        .with("dbt_project.yml", "{name: shop, profile: shop, seeds: {+alias: other}}");

    assertThat(deprecated()).containsExactly("duplicate-name-distinct-node-types");
  }

  @Test
  void configThatAppliesToNothingIsTold() {
    files.with(
        "dbt_project.yml",
        """
        name: shop
        profile: shop
        models:
          +materialized: view
          shop: {+tags: a, staging: {+tags: b}}
        seeds: {shop: {+tags: c}}
        """);

    assertThat(files.warnings())
        .singleElement()
        .asString()
        .endsWith("- models.shop.staging\n- seeds.shop");
  }

  @Test
  void configOfADisabledResourceIsInUse() {
    files
        .with("models/staging/a.sql", "{{ config(enabled=false) }} select 1")
        .with(
            "dbt_project.yml",
            "{name: shop, profile: shop, models: {shop: {staging: {+tags: b}}}}");

    assertThat(files.warnings()).isEmpty();
  }

  @Test
  void theArgumentsOfAMacroAreThoseOfItsDefinition() {
    files
        .with("macros/m.sql", "{% macro m(a, b) %}{% endmacro %}")
        .with("models/all.yml", "macros: [{name: m, arguments: [{name: c, type: 'list[strng]'}]}]");

    assertThat(files.warnings())
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).contains("does not match the jinja definition, which has a"),
            text -> assertThat(text).contains("1 instead of 2"),
            text -> assertThat(text).contains("invalid type"));
  }

  @Test
  void typesOfArgumentsNest() {
    files
        .with("macros/m.sql", "{% macro m(a) %}{% endmacro %}")
        .with(
            "models/all.yml",
            "macros: [{name: m, arguments: [{name: a, type: 'optional[dict[str, list[relation]]]'}]}]");

    assertThat(files.warnings()).isEmpty();
  }

  @Test
  void aPackageThatLeansOnTheProjectIsTold() {
    files
        .with("dbt_packages/pk/dbt_project.yml", "{name: pk}")
        .with("dbt_packages/pk/models/above.sql", "select * from {{ ref('orders') }}");

    assertThat(files.warnings())
        .singleElement()
        .asString()
        .contains("depends on the root project node 'model.shop.orders'");
  }

  @Test
  void aNameWithASpaceIsRefused() {
    files.with("models/my orders.sql", "select 1 as id");

    assertThat(files.errors()).singleElement().asString().contains("cannot contain spaces");
  }

  @Test
  void aKeyThatNoProjectHasIsRefused() {
    files.with("dbt_project.yml", "{name: shop, profile: shop, model-pahts: [models]}");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("'model-pahts' was unexpected", "did you mean 'model-paths'?");
  }

  private void tested(String test) {
    files.with(
        "models/all.yml",
        "models: [{name: orders, columns: [{name: id, data_tests: [{%s}]}]}]".formatted(test));
  }

  private List<String> deprecated() {
    return files.project().warnings().stream()
        .filter(problem -> problem.severity() == Problem.Severity.DEPRECATION)
        .map(Problem::code)
        .toList();
  }
}
