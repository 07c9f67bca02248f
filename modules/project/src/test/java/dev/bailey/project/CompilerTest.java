package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.compile.Compiler;
import dev.bailey.project.context.Contexts;
import dev.bailey.project.manifest.Data;
import dev.bailey.source.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The expected texts were compiled by dbt Core 1.12.6.
class CompilerTest {
  private static final String EPHEMERAL = "{{ config(materialized='ephemeral') }}\nselect 1 as id";

  private final Map<String, String> files =
      new HashMap<>(Map.of("dbt_project.yml", "name: shop\nprofile: shop\n"));

  @Test
  void aRefBecomesTheQuotedRelation() {
    files.put("models/a.sql", "select 1");
    files.put("models/b.sql", "select * from {{ ref('a') }}");

    assertThat(compiled("model.shop.b").code()).isEqualTo("select * from \"shop\".\"main\".\"a\"");
  }

  @Test
  void macrosMayKeepWhatTheyLearnInTheContext() {
    files.put(
        "macros/notes.sql",
        """
        {% macro note(key, value) %}{% do context.update({key: value}) %}{% endmacro %}
        {% macro noted(key) %}{{ return(context.get(key, 'nothing')) }}{% endmacro %}
        """);
    files.put(
        "models/a.sql", "{{ note('k', 1) }}{{ noted('k') }} {{ noted('l') }} {{ 'k' in context }}");
    files.put("models/b.sql", "{{ noted('k') }}");

    assertThat(compiled("model.shop.a").code()).isEqualTo("1 nothing True");
    assertThat(compiled("model.shop.b").code()).isEqualTo("nothing");
  }

  @Test
  void anEphemeralModelIsPutBeforeAQuery() {
    files.put("models/e.sql", EPHEMERAL);
    files.put("models/a.sql", "-- leading comment\nselect * from {{ ref('e') }}");

    assertThat(compiled("model.shop.a").code())
        .isEqualTo(
            "with __dbt__cte__e as (\n\nselect 1 as id\n) -- leading comment\n"
                + "select * from __dbt__cte__e");
  }

  @Test
  void anEphemeralModelIsPutAmongTheExpressionsOfAQuery() {
    files.put("models/e.sql", EPHEMERAL);
    files.put(
        "models/a.sql", "with\tRECURSIVE\n-- hi\na as (select * from {{ ref('e') }}) select 1");

    assertThat(compiled("model.shop.a").code())
        .isEqualTo(
            "with\tRECURSIVE\n __dbt__cte__e as (\n\nselect 1 as id\n), -- hi\n"
                + "a as (select * from __dbt__cte__e) select 1");
  }

  @Test
  void ephemeralModelsOfEphemeralModelsComeFirst() {
    files.put("models/e.sql", EPHEMERAL);
    files.put(
        "models/f.sql", "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('e') }}");
    files.put("models/a.sql", "select * from {{ ref('f') }} join {{ ref('e') }} using (id)");

    CompiledNode compiled = compiled("model.shop.a");

    assertThat(compiled.extraCtes())
        .extracting(CompiledNode.Cte::id)
        .containsExactly("model.shop.e", "model.shop.f");
  }

  @Test
  void aRefThatParsingCouldNotSeeIsExplained() {
    files.put("models/a.sql", "select 1");
    files.put("models/b.sql", "{% if execute %}select * from {{ ref('a') }}{% endif %}");

    assertThatThrownBy(() -> compiled("model.shop.b"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("-- depends_on: {{ ref('a') }}");
  }

  @Test
  void aGenericTestGetsItsArgumentsRendered() {
    files.put("models/a.sql", "select 1 as id");
    files.put(
        "models/a.yml",
        """
        models:
          - name: a
            columns:
              - name: id
                data_tests:
                  - relationships: {arguments: {to: ref('a'), field: id}}
        """);

    String id = "test.shop.relationships_a_id__id__ref_a_.";
    assertThat(compiledStartingWith(id).code())
        .contains("(select id from \"shop\".\"main\".\"a\")");
  }

  private CompiledNode compiled(String id) {
    ParsedProject parsed = parsed();
    return compile(parsed, id);
  }

  private CompiledNode compiledStartingWith(String prefix) {
    ParsedProject parsed = parsed();
    return compile(
        parsed,
        parsed.manifest().nodes().keySet().stream()
            .filter(id -> id.startsWith(prefix))
            .findFirst()
            .orElseThrow());
  }

  private static CompiledNode compile(ParsedProject parsed, String id) {
    var compiler = new Compiler(parsed, new Contexts(parsed), Budget.standard());
    return compiler.compile(parsed.manifest().node(id).orElseThrow(), _ -> new TestRuntime());
  }

  private ParsedProject parsed() {
    var target =
        new Target("shop", "dev", "duckdb", Optional.of("shop"), "main", 1, Data.noEntries());
    var options =
        new ParseOptions(
            target, Data.noEntries(), Map.of(), Data.noEntries(), "test", Instant.EPOCH);
    var loader = new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins());
    return ((Outcome.Ok<ParsedProject>)
            loader.load(ProjectSource.of(new MemoryTree(files)), options))
        .value();
  }
}
