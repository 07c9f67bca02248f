package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Node;
import org.junit.jupiter.api.Test;

/// Variables as templates see them while they are parsed. dbt Core 1.12 does the same.
class VariablesTest {
  private final ParsedFiles files = new ParsedFiles().with("models/orders.sql", "select 1 as id");

  @Test
  void aVariableThatNobodySetsIsNothing() {
    files.with("models/a.sql", "{{ config(alias='a_' ~ var('unset')) }} select 1 as id");

    assertThat(model().relation().alias()).isEqualTo("a_None");
  }

  @Test
  void aVariableMayBeATemplateThatAsksForARelation() {
    vars("orders_relation: \"{{ ref('orders') }}\"");
    files.with("models/a.sql", "select * from {{ var('orders_relation') }}");

    assertThat(model().links().dependsOn().nodes()).containsExactly("model.shop.orders");
  }

  @Test
  void aVariableMayBeMadeOfOthers() {
    vars("name: \"{{ var('stem') ~ '_b' }}\", stem: a");
    files.with("models/a.sql", "{{ config(alias=var('name')) }} select 1 as id");

    assertThat(model().relation().alias()).isEqualTo("a_b");
  }

  @Test
  void aVariableThatIsMadeOfItselfIsRefused() {
    vars("name: \"{{ var('name') }}\"");
    files.with("models/a.sql", "{{ config(alias=var('name')) }} select 1 as id");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("The variable 'name' is made of itself");
  }

  @Test
  void aPropertiesFileSeesAVariableAsItIsWritten() {
    vars("words: \"{{ 1 + 1 }}\"");
    files
        .with("models/a.sql", "select 1 as id")
        .with(
            "models/a.yml", "models: [{name: a, config: {meta: {said: \"{{ var('words') }}\"}}}]");

    assertThat(model().config().meta().toString()).contains("{{ 1 + 1 }}");
  }

  private void vars(String vars) {
    files.with("dbt_project.yml", "{name: shop, profile: shop, vars: {%s}}".formatted(vars));
  }

  private Node model() {
    return files.project().manifest().node("model.shop.a").orElseThrow();
  }
}
