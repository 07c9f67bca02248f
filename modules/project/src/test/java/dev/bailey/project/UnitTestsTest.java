package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.value.Budget;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.compile.Compiler;
import dev.bailey.project.compile.UnitTestCompiler;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.UnitTest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of unit tests: in the manifest, in the graph, and as SQL.
class UnitTestsTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/orders.sql", "select 1 as id")
          .with("models/totals.sql", "select count(*) as n from {{ ref('orders') }}");

  @Test
  void aUnitTestDependsOnItsModelAlone() {
    test("given: [{input: ref('orders'), rows: [{id: 1}]}]", "rows: [{n: 1}]");

    assertThat(found().dependsOn().nodes()).containsExactly("model.shop.totals");
  }

  /// The checksum is dbt's: made by dbt Core 1.12.6 of the same test.
  @Test
  void theChecksumIsThatOfDbt() {
    files
        .with("models/stg_customers.sql", "select 1 as customer_id")
        .with("models/customers.sql", "select * from {{ ref('stg_customers') }}");
    files.with(
        "models/u.yml",
        """
        unit_tests:
          - name: first
            model: customers
            given: [{input: ref('stg_customers'), rows: [{customer_id: 1}]}]
            expect: {rows: [{customer_id: 1}]}
        """);

    assertThat(found("unit_test.shop.customers.first").checksum())
        .isEqualTo("c6e6864888d6e4fb39bd6fb01f159c20e0057e6ee609c8184489b4301d5d691a");
  }

  @Test
  void rowsOfCsvAreTextAndWhatIsEmptyIsNull() {
    test(
        "given: [{input: ref('orders'), format: csv, rows: \"id,name\\n1,\\n2,'x, y'\\n\"}]",
        "rows: [{n: 2}]");

    Data.Items rows = (Data.Items) found().given().getFirst().fixture().rows();

    assertThat(((Data.Dict) rows.items().getFirst()).find("id")).contains(Data.of("2"));
    assertThat(((Data.Dict) rows.items().getLast()).find("name")).contains(Data.nothing());
  }

  @Test
  void rowsMayStandInAFile() {
    files.with("tests/fixtures/two.csv", "id\n1\n2\n");
    test("given: [{input: ref('orders'), format: csv, fixture: two}]", "rows: [{n: 2}]");

    UnitTest.Fixture fixture = found().given().getFirst().fixture();

    assertThat(fixture.file()).contains("two");
    assertThat(((Data.Items) fixture.rows()).items()).hasSize(2);
  }

  @Test
  void aFileThatDoesNotExistIsRefusedWithThePlaceWhereItIsSought() {
    test("given: [{input: ref('orders'), format: csv, fixture: none}]", "rows: [{n: 2}]");

    assertThat(files.errors())
        .anySatisfy(error -> assertThat(error).contains("'none'").contains("tests/fixtures"));
  }

  @Test
  void eachVersionOfAModelIsTested() {
    files
        .with("models/v_v1.sql", "select * from {{ ref('orders') }}")
        .with("models/v_v2.sql", "select * from {{ ref('orders') }}")
        .with("models/v.yml", "models: [{name: v, versions: [{v: 1}, {v: 2}]}]")
        .with(
            "models/u.yml",
            """
            unit_tests:
              - name: t
                model: v
                given: [{input: ref('orders'), rows: [{id: 1}]}]
                expect: {rows: [{id: 1}]}
            """);

    assertThat(files.project().manifest().unitTests().keySet())
        .containsExactlyInAnyOrder("unit_test.shop.v.t_v1", "unit_test.shop.v.t_v2");
  }

  @Test
  void aUnitTestOfAnIncrementalModelSaysWhetherItIsIncremental() {
    files.with(
        "models/totals.sql",
        "{{ config(materialized='incremental') }} select 1 as n from {{ ref('orders') }}"
            + " {% if is_incremental() %} where false {% endif %}");
    test("given: [{input: ref('orders'), rows: [{id: 1}]}]", "rows: [{n: 1}]");

    assertThat(files.errors()).singleElement().asString().contains("'is_incremental'");
  }

  @Test
  void inABuildAUnitTestRunsAfterWhatItsModelReadsAndBeforeItsModel() {
    test("given: [{input: ref('orders'), rows: [{id: 1}]}]", "rows: [{n: 1}]");
    var dag = files.project().derived().dag();

    var waits =
        dag.waits(
            List.of("model.shop.orders", "model.shop.totals", "unit_test.shop.totals.t"), true);

    assertThat(waits.get("unit_test.shop.totals.t")).isEqualTo(Set.of("model.shop.orders"));
    assertThat(waits.get("model.shop.totals"))
        .isEqualTo(Set.of("model.shop.orders", "unit_test.shop.totals.t"));
  }

  @Test
  void theCodeOfTheModelReadsTheGivenRows() {
    test("given: [{input: ref('orders'), format: sql, rows: select 7 as id}]", "rows: [{n: 1}]");

    assertThat(compiled().code())
        .isEqualTo(
            "with __dbt__cte__orders as (\nselect 7 as id\n) "
                + "select count(*) as n from __dbt__cte__orders");
  }

  @Test
  void macrosAndVariablesCanBeOverridden() {
    files
        .with("macros/m.sql", "{% macro limit() %}10{% endmacro %}")
        .with("models/totals.sql", "select {{ limit() }} as n, '{{ var('x', 'none') }}' as x");
    files.with(
        "models/u.yml",
        """
        unit_tests:
          - name: t
            model: totals
            overrides: {macros: {limit: 3}, vars: {x: given}}
            given: []
            expect: {rows: [{n: 3}]}
        """);

    assertThat(compiled().code()).isEqualTo("select 3 as n, 'given' as x");
  }

  private CompiledNode compiled() {
    ParsedProject project = files.project();
    var compiler = new Compiler(project, new Contexts(project), Budget.standard());
    return compiler.compile(UnitTestCompiler.node(found(), project), _ -> new TestRuntime());
  }

  private void test(String given, String expect) {
    files.with(
        "models/u.yml",
        "unit_tests:\n  - name: t\n    model: totals\n    %s\n    expect: {%s}\n"
            .formatted(given, expect));
  }

  private UnitTest found(String id) {
    return Objects.requireNonNull(files.project().manifest().unitTests().get(id));
  }

  private UnitTest found() {
    return found("unit_test.shop.totals.t");
  }
}
