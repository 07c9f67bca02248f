package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands of small projects on DuckDB: what dbt's own suite for adapters asks of them.
class CommandsTest {
  @TempDir private Path project;

  @BeforeEach
  void begin() throws IOException {
    file("dbt_project.yml", "{name: shop, profile: shop}");
    file(
        "profiles.yml",
        """
        shop:
          target: dev
          outputs:
            dev: {type: duckdb, path: shop.duckdb, schema: main}
            other: {type: duckdb, path: shop.duckdb, schema: other}
        """);
    file("models/a.sql", "{{ config(materialized='table') }} select 1 as id");
  }

  @Test
  void aForeignKeyPointsToTheRelationOfItsRef() throws IOException {
    file("models/b.sql", "{{ config(materialized='table') }} select 1 as id from {{ ref('a') }}");
    file(
        "models/all.yml",
        """
        models:
          - name: a
            config: {contract: {enforced: true}}
            columns: [{name: id, data_type: integer, constraints: [{type: primary_key}]}]
          - name: b
            config: {contract: {enforced: true}}
            columns:
              - name: id
                data_type: integer
                constraints: [{type: foreign_key, to: ref('a'), to_columns: [id]}]
        """);

    assertThat(dbt("run")).contains("PASS=2");
    assertThat(read("target/run/shop/models/b.sql"))
        .contains("references \"shop\".\"main\".\"a\" (id)");
  }

  @Test
  void theColumnsOfAContractStandApartFromTheNameOfTheTable() throws IOException {
    file(
        "models/a.yml",
        """
        models:
          - name: a
            config: {contract: {enforced: true}}
            columns: [{name: id, data_type: integer}]
        """);

    dbt("run");

    assertThat(read("target/run/shop/models/a.sql"))
        .containsPattern("create {2}table\\s+\"shop\"\\.\"main\"\\.\"a\\w*\"\\s+\\(\\s+id integer");
  }

  @Test
  void anOperationIsAMacroOrAQuery() {
    assertThat(dbt("run-operation"))
        .contains("Either a macro name or --sql must be passed to run-operation");
    assertThat(dbt("run-operation", "m", "--sql", "select 1"))
        .contains("Cannot specify both a macro name and --sql for run-operation");
    assertThat(dbt("run-operation", "--sql", "select 1", "--args", "{a: 1}"))
        .contains("--args cannot be used with --sql; pass arguments directly in the SQL");
  }

  @Test
  void aQueryOfAnOperationKeepsWhatItCommits() {
    dbt("run");

    assertThat(dbt("run-operation", "--sql", "insert into {{ ref('a') }} values (2)"))
        .contains("1 of 1 START executing inline_query", "1 of 1 OK executed inline_query");
    assertThat(dbt("run-operation", "--sql", "insert into {{ ref('a') }} values (3); commit"))
        .contains("1 of 1 OK executed inline_query");
    assertThat(dbt("run-operation", "--sql", "insert into nowhere values (1)"))
        .contains(
            "Encountered an error while running operation",
            "nowhere",
            "1 of 1 ERROR executing inline_query");

    assertThat(
            dbt(
                "show",
                "--inline",
                "select max(id) || ' and ' || count(*) as n from {{ ref('a') }}"))
        .contains("| 3 and 2 |");
  }

  @Test
  void whatIsNotThereHasNoColumns() throws IOException {
    file(
        "models/b.sql",
        """
        {% set columns = adapter.get_columns_in_relation(ref('a')) %}
        select '{{ columns | length }} columns' as said
        """);

    assertThat(dbt("show", "-s", "b")).contains("0 columns");
  }

  @Test
  void deprecationsAreShownOnceEachAndCounted() throws IOException {
    deprecatedTwice();

    assertThat(dbt("parse"))
        .containsOnlyOnce("Found `severity` as a top-level property")
        .contains("- PropertyMovedToConfigDeprecation: 2 occurrences", "--show-all-deprecations");
  }

  @Test
  void deprecationsAreAllShownWhenAskedFor() throws IOException {
    deprecatedTwice();

    assertThat(dbt("parse", "--show-all-deprecations").split("Found `severity`", -1)).hasSize(3);
  }

  @Test
  void deprecationsMayBeErrors() throws IOException {
    deprecatedTwice();

    assertThat(dbt("parse", "--warn-error-options", "{error: [Deprecations]}"))
        .contains("Encountered an error:", "[PropertyMovedToConfigDeprecation]");
  }

  @Test
  void warningsOfAKindMayBeSilenced() throws IOException {
    deprecatedTwice();

    assertThat(
            dbt("parse", "--warn-error-options", "{silence: [PropertyMovedToConfigDeprecation]}"))
        .doesNotContain("Found `severity`");
  }

  @Test
  void aSelectionOfNothingMayBeAnError() throws IOException {
    assertThat(dbt("--warn-error", "run", "--select", "nothing_of_that_name"))
        .contains("Encountered an error:", "does not match any enabled nodes");
  }

  @Test
  void aWarningOfATemplateMayBeAnErrorOfItsNode() throws IOException {
    file("models/a.sql", "{% do exceptions.warn('mind the gap') %} select 1 as id");

    assertThat(dbt("--warn-error", "run")).contains("mind the gap");
  }

  private void deprecatedTwice() throws IOException {
    file(
        "models/all.yml",
        """
        models:
          - name: a
            data_tests: [{unique: {column_name: id, severity: warn}}]
            columns: [{name: id, data_tests: [{not_null: {severity: warn}}]}]
        """);
  }

  @Test
  void anEmptyRunLoadsNoRowsOfASeed() throws IOException {
    file("seeds/numbers.csv", "n\n1\n2\n");

    dbt("seed", "--empty");

    assertThat(dbt("show", "--inline", "select count(*) as n from {{ ref('numbers') }}"))
        .contains("| 0 |");
  }

  @Test
  void theDelimiterOfASeedIsOneCharacter() throws IOException {
    file("seeds/numbers.csv", "n\n1\n");
    file("dbt_project.yml", "{name: shop, profile: shop, seeds: {+delimiter: ''}}");

    assertThat(dbt("seed")).contains("\"delimiter\" must be a 1-character string", "ERROR=1");
  }

  @Test
  void theColumnsOfASnapshotAreCalledWhatTheProjectSays() throws IOException {
    snapshot("{dbt_valid_to: until}");

    assertThat(dbt("build")).contains("ERROR=0");

    assertThat(dbt("show", "--inline", "select id, until, dbt_valid_from from {{ ref('s') }}"))
        .contains("until");
  }

  @Test
  void aSnapshotWhoseColumnsAreCalledOtherwiseNowIsRefused() throws IOException {
    snapshot("{dbt_valid_to: until}");
    dbt("build");
    snapshot("{dbt_valid_to: ended}");

    assertThat(dbt("snapshot"))
        .contains("Snapshot target is missing configured columns (missing \"ended\")");
  }

  @Test
  void aCloneIsAViewOverWhatTheOtherEnvironmentHas() throws IOException {
    dbt("run");
    Files.createDirectories(project.resolve("state"));
    Files.copy(project.resolve("target/manifest.json"), project.resolve("state/manifest.json"));

    assertThat(dbt("clone", "--state", "state", "--target", "other")).contains("ERROR=0 SKIP=0");

    assertThat(read("target/run/shop/models/a.sql"))
        .contains("select * from \"shop\".\"main\".\"a\"");
  }

  @Test
  void aCloneAsksForAState() {
    assertThat(dbt("clone"))
        .contains("--state or --defer-state are required for deferral, but neither was provided");
  }

  @Test
  void aStateThatTheCommandOverwritesIsWarnedOf() {
    dbt("run");

    assertThat(dbt("run", "--state", "target", "-s", "state:modified"))
        .contains("The state and target directories are the same: 'target'");
  }

  @Test
  void aQueryCommentIsTheBodyOfAMacro() throws IOException {
    file(
        "dbt_project.yml",
        "{name: shop, profile: shop, query-comment: \"{{ return('of ' ~ target.name) }}\"}");

    assertThat(dbt("--debug", "run")).contains("/* of dev */\n");
  }

  @Test
  void anEmptyQueryCommentIsNone() throws IOException {
    file("dbt_project.yml", "{name: shop, profile: shop, query-comment: null}");

    assertThat(dbt("--debug", "run")).contains("PASS=1").doesNotContain("/*");
  }

  @Test
  void aQueryCommentMayNotEndEarly() throws IOException {
    file("dbt_project.yml", "{name: shop, profile: shop, query-comment: 'one */ two'}");

    assertThat(dbt("run")).contains("query comment contains illegal value \"*/\": one */ two");
  }

  @Test
  void aCommandFailsThatSkipsWhatItWasAskedFor() throws IOException {
    file("models/e.sql", "{{ config(materialized='ephemeral') }} {{ adapter.nothing() }}");
    file("models/b.sql", "select * from {{ ref('e') }}");

    assertThat(code("run", "-s", "b")).isEqualTo(1);
  }

  @Test
  void whatDescriptionsShowIsCopiedBesideTheCatalog() throws IOException {
    file("dbt_project.yml", "{name: shop, profile: shop, asset-paths: [assets, none]}");
    file("assets/deep/logo.txt", "logo");

    dbt("docs", "generate");

    assertThat(read("target/assets/deep/logo.txt")).isEqualTo("logo");
  }

  @Test
  void aUnitTestIsSelectedByItsNameAndMayGiveDates() throws IOException {
    file("models/days.sql", "{{ config(materialized='table') }} select date '2020-01-01' as day");
    file("models/next.sql", "select day from {{ ref('days') }}");
    file(
        "models/unit.yml",
        """
        unit_tests:
          - name: keeps_days
            model: next
            given: [{input: ref('days'), rows: [{day: 2020-01-02}]}]
            expect: {rows: [{day: 2020-01-02}]}
        """);
    dbt("run");

    assertThat(dbt("test", "-s", "test_name:keeps_days")).contains("PASS=1");
  }

  @Test
  void statementsTellWhichNodeTheyArePartOf() {
    String create =
        dbt("--log-format", "json", "--log-level", "debug", "run")
            .lines()
            .filter(line -> line.contains("\"name\": \"SQLQuery\"") && line.contains("create "))
            .filter(line -> line.contains("select 1 as id"))
            .findFirst()
            .orElseThrow();

    assertThat(create).contains("\"node_info\": {").contains("\"unique_id\": \"model.shop.a\"");
  }

  @Test
  void whatWasShownLeavesItsSqlAndNoneOfItsRows() throws IOException {
    dbt("show", "--inline", "select 'secret' || 1 as word", "--limit", "3");

    assertThat(read("target/run_results.json")).contains("limit 3").doesNotContain("secret1");
  }

  @Test
  void aHookIsNamedInOneWayOnly() throws IOException {
    file(
        "models/a.sql",
        "{{ config({'pre_hook': 'select 1', 'pre-hook': 'select 2'}) }} select 1 as id");

    assertThat(dbt("run"))
        .contains("Invalid config, has conflicting keys \"pre_hook\" and \"pre-hook\"");
  }

  @Test
  void hooksOfARunAreOfTheMainThread() throws IOException {
    file(
        "dbt_project.yml",
        "{name: shop, profile: shop, on-run-start: \"{{ log('on ' ~ thread_id, info=true) }}\"}");

    assertThat(dbt("run")).contains("on MainThread");
  }

  private void snapshot(String names) throws IOException {
    file(
        "snapshots/s.yml",
        """
        snapshots:
          - name: s
            relation: ref('a')
            config: {unique_key: id, strategy: check, check_cols: all, snapshot_meta_column_names: %s}
        """
            .formatted(names));
  }

  private String read(String path) throws IOException {
    return Files.readString(project.resolve(path));
  }

  private void file(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String dbt(String... command) {
    var out = new ByteArrayOutputStream();
    run(new PrintStream(out, true, StandardCharsets.UTF_8), command);
    return out.toString(StandardCharsets.UTF_8);
  }

  private int code(String... command) {
    return run(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), command);
  }

  private int run(PrintStream out, String... command) {
    return new DbtMain(Map.of("HOME", project.toString()), project, out).run(List.of(command));
  }
}
