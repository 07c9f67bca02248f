package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Manifest;
import dev.bailey.project.manifest.Node;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a project and its packages have to do with each other. dbt Core 1.12 writes the same.
class OtherPackagesTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/orders.sql", "select 1 as id")
          .with("dbt_packages/pk/dbt_project.yml", "{name: pk}")
          .with("dbt_packages/pk/models/shared.sql", "select 1 as id")
          .with(
              "dbt_packages/pk/macros/helpers.sql",
              """
              {% macro helper(c) %}{{ c }} < 0{% endmacro %}
              {% macro caller() %}{{ helper('a') }}{% endmacro %}
              """)
          .with(
              "dbt_packages/pk/tests/generic/positive.sql",
              """
              {% test positive(model, column_name) %}
              select * from {{ model }} where {{ helper(column_name) }}
              {% endtest %}
              {% macro beside_a_test() %}{% endmacro %}
              """);

  @Test
  void packagesThatAreNotInstalledAreAskedFor() {
    files.with("packages.yml", "packages: [{package: a/b, version: 1.0.0}, {local: ../pk}]");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("dbt expects 2 package(s)", "found only 1", "dbt deps");
  }

  @Test
  void theLockFileTellsHowManyPackagesThereAre() {
    files
        .with("packages.yml", "packages: [{package: a/b, version: 1.0.0}, {local: ../pk}]")
        .with("package-lock.yml", "packages: [{local: ../pk}]");

    assertThat(files.errors()).isEmpty();
  }

  @Test
  void whatAPackageSaysOfASeedHoldsForTheOneThatReplacesIt() {
    files
        .with("dbt_packages/pk/seeds/exceptions.csv", "id\n")
        .with("dbt_packages/pk/seeds/seeds.yml", "seeds: [{name: exceptions, description: known}]")
        .with("seeds/exceptions.csv", "id\n1\n")
        .with(
            "dbt_project.yml",
            "{name: shop, profile: shop, seeds: {pk: {exceptions: {+enabled: false}}}}");

    Node own = manifest().node("seed.shop.exceptions").orElseThrow();
    assertThat(own.properties().description()).isEqualTo("known");
  }

  @Test
  void theRootProjectMayDescribeAPackagesModel() {
    files.with("models/all.yml", "models: [{name: shared, description: said by the root}]");

    Node shared = manifest().node("model.pk.shared").orElseThrow();
    assertThat(shared.properties().description()).isEqualTo("said by the root");
  }

  @Test
  void aTestThatTheRootProjectSaysOfAPackagesModelIsAttachedToNothing() {
    files.with(
        "models/all.yml", "models: [{name: shared, columns: [{name: id, data_tests: [unique]}]}]");

    var test =
        (GenericTest)
            manifest().nodes().values().stream()
                .filter(node -> node.name().equals("unique_shared_id"))
                .findFirst()
                .orElseThrow();
    assertThat(test.attachedNode()).isEmpty();
    assertThat(test.links().dependsOn().nodes()).containsExactly("model.pk.shared");
  }

  @Test
  void aModelOfItsOwnIsDescribedFirst() {
    files
        .with("models/shared.sql", "{{ config(alias='mine') }} select 2 as id")
        .with("models/all.yml", "models: [{name: shared, description: said by the root}]");

    assertThat(manifest().node("model.shop.shared").orElseThrow().properties().description())
        .isEqualTo("said by the root");
    assertThat(manifest().node("model.pk.shared").orElseThrow().properties().description())
        .isEmpty();
  }

  @Test
  void aModelThatItsPackageDescribesIsNotDescribedAgain() {
    files
        .with("dbt_packages/pk/models/all.yml", "models: [{name: shared}]")
        .with("models/all.yml", "models: [{name: shared}]");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("two schema.yml entries for the same resource named shared");
  }

  @Test
  void aPlainNameInTheTextOfAMacroMayMeanAMacroOfAnyPackage() {
    files.with("macros/root.sql", "{% macro root() %}{{ helper('b') }}{% endmacro %}");

    assertThat(calls("macro.shop.root")).containsExactly("macro.pk.helper");
  }

  @Test
  void aMacroOfTheSamePackageComesFirst() {
    files.with("macros/root.sql", "{% macro helper(c) %}{% endmacro %}");

    assertThat(calls("macro.pk.caller")).containsExactly("macro.pk.helper");
  }

  @Test
  void aTestIsFoundWithoutItsPackagesName() {
    tested("positive");

    assertThat(test("positive_orders_id").links().dependsOn().macros())
        .containsExactly("macro.pk.test_positive", "macro.dbt.get_where_subquery");
  }

  @Test
  void aTestWhileParsedSeesOnlyTheMacrosThatItsOwnLeadsTo() {
    files.with("macros/ref.sql", "{% macro ref(n) %}{{ return(builtins.ref(n)) }}{% endmacro %}");
    tested("pk.positive");

    Node test = test("pk_positive_orders_id");
    assertThat(test.links().dependsOn().macros()).doesNotContain("macro.shop.ref");
    assertThat(test.links().dependsOn().nodes()).containsExactly("model.shop.orders");
  }

  @Test
  void filesOfGenericTestsHoldNoMacros() {
    assertThat(manifest().macros())
        .containsKey("macro.pk.test_positive")
        .doesNotContainKey("macro.pk.beside_a_test");
  }

  private void tested(String test) {
    files.with(
        "models/all.yml",
        "models: [{name: orders, columns: [{name: id, data_tests: [%s]}]}]".formatted(test));
  }

  private Node test(String name) {
    return manifest().nodes().values().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> calls(String macro) {
    return Objects.requireNonNull(manifest().macros().get(macro)).dependsOn();
  }

  private Manifest manifest() {
    return files.project().manifest();
  }
}
