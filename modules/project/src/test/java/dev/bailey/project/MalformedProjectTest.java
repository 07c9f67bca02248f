package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each mistake gives a problem that names file, line and remedy.
class MalformedProjectTest {
  private static final String PROJECT = "name: shop\nversion: '1.0'\nprofile: shop\n";

  private final Map<String, String> files = new HashMap<>(Map.of("dbt_project.yml", PROJECT));

  @Test
  void aMissingRefNamesTheFileAndTheNearestModel() {
    files.put("models/orders.sql", "select 1 as id");
    files.put("models/totals.sql", "\nselect * from {{ ref('order') }}");

    Problem problem = onlyError();

    assertThat(problem.message())
        .contains("models/totals.sql")
        .contains("'order'")
        .contains("Did you mean 'orders'?");
    assertThat(problem.at().orElseThrow().file().path()).isEqualTo("models/totals.sql");
  }

  @Test
  void aMissingSourceNamesTheNearestOne() {
    files.put("models/s.yml", "sources:\n  - name: raw\n    tables:\n      - name: events\n");
    files.put("models/a.sql", "select * from {{ source('raw', 'event') }}");

    assertThat(onlyError().message()).contains("'raw.event'").contains("'raw.events'");
  }

  @Test
  void aFaultOfAnExposureIsToldOnce() {
    files.put("models/e.yml", "exposures: [{name: e, type: dash, owner: {name: o}}]");

    assertThat(onlyError().message()).contains("'type' is 'dash', not one of dashboard");
  }

  @Test
  void aDisabledModelThatIsReferredToSaysSo() {
    files.put("models/a.sql", "{{ config(enabled=false) }}select 1");
    files.put("models/b.sql", "select * from {{ ref('a') }}");

    assertThat(onlyError().message()).contains("which is disabled");
  }

  @Test
  void aTemplateThatIsNeverClosedIsShownWhereItBegins() {
    files.put("models/a.sql", "select 1\n{% if true %}");

    Problem problem = onlyError();

    assertThat(problem.at().orElseThrow().file().path()).isEqualTo("models/a.sql");
    assertThat(problem.at().orElseThrow().line()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void brokenYamlNamesTheLine() {
    files.put("models/a.yml", "models:\n  - name: a\n   description: x\n");

    Problem problem = onlyError();

    assertThat(problem.code()).isEqualTo("yaml-syntax");
    assertThat(problem.at().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void twoPatchesForOneModelAreBothNamed() {
    files.put("models/a.sql", "select 1");
    files.put("models/one.yml", "models:\n  - name: a\n");
    files.put("models/two.yml", "models:\n  - name: a\n");

    assertThat(onlyError().message()).contains("models/one.yml:2").contains("models/two.yml:2");
  }

  @Test
  void twoMacrosOfOneNameAreBothNamed() {
    files.put("macros/one.sql", "{% macro m() %}{% endmacro %}");
    files.put("macros/two.sql", "{% macro m() %}{% endmacro %}");

    assertThat(onlyError().message()).contains("macros/one.sql").contains("macros/two.sql");
  }

  @Test
  void twoModelsForOneRelationAreBothNamed() {
    files.put("models/a.sql", "{{ config(alias='x') }}select 1");
    files.put("models/b.sql", "{{ config(alias='x') }}select 1");

    assertThat(onlyError().message()).contains("model.shop.a").contains("model.shop.b");
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    files.put("models/a.sql", "select * from {{ ref('x') }}");
    files.put("models/b.sql", "select * from {{ ref('y') }}");
    files.put("models/c.yml", "models:\n  - description: nameless\n");

    assertThat(errors()).hasSize(3);
  }

  @Test
  void aProjectWithoutItsFileSaysWhatIsMissing() {
    files.clear();

    assertThat(onlyError().message()).contains("No dbt_project.yml was found");
  }

  @Test
  void aBannedProjectNameIsRefused() {
    files.put("dbt_project.yml", "name: model\nprofile: x\n");

    assertThat(onlyError().at().orElseThrow().line()).isEqualTo(1);
  }

  @Test
  void aSecretIsRefusedOutsideOfProfiles() {
    files.put("models/a.sql", "select '{{ env_var('DBT_ENV_SECRET_KEY') }}'");

    assertThat(onlyError().message())
        .contains("Secret env vars are allowed only in profiles.yml")
        .doesNotContain("hunter2");
  }

  @Test
  void aMissingVariableNamesTheNearest() {
    files.put("dbt_project.yml", PROJECT + "vars: {start_date: '2020-01-01'}\n");
    files.put("models/a.yml", "models: [{name: a, config: {alias: \"{{ var('start_dat') }}\"}}]");

    assertThat(onlyError().message()).contains("Did you mean 'start_date'?");
  }

  @Test
  void aTemplateThatLoopsForeverUsesUpItsBudget() {
    files.put(
        "models/a.sql",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}");

    assertThat(onlyError().message()).contains("budget");
  }

  @Test
  void aPropertiesEntryForNothingIsWarnedOf() {
    files.put("models/orders.sql", "select 1");
    files.put("models/s.yml", "models:\n  - name: order\n");

    var parsed = (Outcome.Ok<ParsedProject>) load();

    assertThat(parsed.value().warnings())
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("unused-patch");
          assertThat(p.at().orElseThrow().line()).isEqualTo(2);
        });
  }

  private Problem onlyError() {
    assertThat(errors()).hasSize(1);
    return errors().getFirst();
  }

  private List<Problem> errors() {
    return load().problems().stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
  }

  private Outcome<ParsedProject> load() {
    var target =
        new Target("shop", "dev", "duckdb", Optional.of("shop"), "main", 1, Data.noEntries());
    var options =
        new ParseOptions(
            target,
            Data.noEntries(),
            Map.of("DBT_ENV_SECRET_KEY", "hunter2"),
            Data.noEntries(),
            "test",
            Instant.EPOCH);
    return new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins())
        .load(ProjectSource.of(new MemoryTree(files)), options);
  }
}
