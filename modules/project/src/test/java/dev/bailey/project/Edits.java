package dev.bailey.project;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A project that is edited at random, as people do it: sensibly, carelessly, and back again. One
/// seed gives the same edits always.
final class Edits {
  private static final List<String> SNIPPETS =
      List.of(
          "-- a comment",
          "{{ config(tags=['edited']) }}",
          "{{ config(enabled=false) }}",
          "{{ config(alias='other_name') }}",
          "{{ config(materialized='ephemeral') }}",
          "-- {{ ref('stg_orders') }}",
          "-- {{ ref('new_1') }}",
          "-- {{ source('raw', 'orders') }}",
          "-- {{ var('limit_rows') }} {{ env_var('EDITED', 'nothing') }}",
          "-- {{ flags.FULL_REFRESH }} {{ target.name }}",
          "-- {{ new_macro() if new_macro is defined else 'none' }}",
          "-- {{ helpers.new_macro() if helpers.new_macro is defined else 'none' }}",
          "{% if",
          "-- {{ ref('nowhere') }}");
  private static final List<String> MACROS =
      List.of(
          "{% macro new_macro() %}{{ config(meta={'by': 'macro'}) }}1{% endmacro %}",
          "{% macro new_macro() %}{{ ref('stg_customers') }}{% endmacro %}",
          "{% macro generate_alias_name(custom_alias_name=none, node=none) %}{{ node.name }}_x{% endmacro %}",
          "{% macro test_not_null(model, column_name) %}select 1{% endmacro %}",
          "{% macro default__helper(x) %}{{ x }}{% endmacro %}",
          "{% macro is_incremental() %}{{ return(true) }}{% endmacro %}");
  private static final List<String> WORDS = List.of("orders", "customers", "true", "name", "view");

  private final Random random;
  private final Map<String, String> original;
  private final Map<String, String> files;
  private final Map<String, String> environment = new HashMap<>();
  private Data.Dict vars = Data.noEntries();
  private Data.Dict flags = Data.noEntries();
  private int number;

  Edits(SourceTree project, long seed) {
    this.random = new Random(seed);
    this.original = new TreeMap<>();
    project
        .entries()
        .forEach(entry ->
            original.put(
                entry.path(),
                new String(project.read(entry.path()).orElseThrow(), StandardCharsets.UTF_8)));
    this.files = new TreeMap<>(original);
  }

  ProjectSource source() {
    return ProjectSource.of(new MemoryTree(new TreeMap<>(files)));
  }

  ParseOptions options() {
    return new ParseOptions(
        new Target("everything", "dev", "duckdb", Optional.of("db"), "main", 1, Data.noEntries()),
        vars,
        environment,
        flags,
        "test",
        Instant.EPOCH);
  }

  /// Makes an edit.
  ///
  /// @param isBroken whether the project has errors now, which is soon put right
  /// @return what it was
  String next(boolean isBroken) {
    number++;
    if (isBroken && random.nextInt(3) > 0) {
      return restore();
    }
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> prepend(any(".sql"));
      case 3 -> replaceWord(any(".yml"));
      case 4 -> replaceWord(any(".sql"));
      case 5 -> write("models/new_" + random.nextInt(3) + ".sql", "select 1 as id " + snippet());
      case 6 -> write("macros/new.sql", MACROS.get(random.nextInt(MACROS.size())));
      case 7 -> write("dbt_packages/helpers/macros/new.sql", MACROS.get(random.nextInt(2)));
      case 8 -> delete(any(""));
      case 9 -> rename(any(".sql"));
      case 10 -> write("docs/more.md", files.getOrDefault("docs/more.md", "") + doc());
      case 11 -> write("seeds/countries.csv", "code,name\nde,Germany " + number + "\n");
      case 12 -> write("models/new.yml", properties());
      case 13 -> options(random.nextInt(4));
      case 14 -> replaceWord("dbt_project.yml");
      default -> restore();
    };
  }

  private String snippet() {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size()));
  }

  private String any(String extension) {
    List<String> paths =
        files.keySet().stream()
            .filter(path -> path.endsWith(extension) && !path.endsWith("dbt_project.yml"))
            .toList();
    return paths.isEmpty() ? "models/none.sql" : paths.get(random.nextInt(paths.size()));
  }

  private String write(String path, String text) {
    files.put(path, text);
    return "write " + path + ": " + text;
  }

  private String prepend(String path) {
    String snippet = snippet();
    files.put(path, snippet + "\n" + files.getOrDefault(path, ""));
    return "prepend to " + path + ": " + snippet;
  }

  private String replaceWord(String path) {
    String from = WORDS.get(random.nextInt(WORDS.size()));
    String to = random.nextBoolean() ? from + "_2" : WORDS.get(random.nextInt(WORDS.size()));
    files.computeIfPresent(path, (_, text) -> text.replaceFirst(from, to));
    return "replace " + from + " in " + path + " by " + to;
  }

  private String delete(String path) {
    files.remove(path);
    return "delete " + path;
  }

  private String rename(String path) {
    String text = files.remove(path);
    String to = path.replace(".sql", "_2.sql");
    files.put(to, text == null ? "select 1" : text);
    return "rename " + path;
  }

  private String doc() {
    return "\n{% docs added_" + random.nextInt(2) + " %}text " + number + "{% enddocs %}\n";
  }

  private String properties() {
    int model = random.nextInt(3);
    return """
    models:
      - name: new_%d
        description: "{{ doc('%s') }}"
        columns:
          - name: id
            data_tests: [unique, not_null, generic_here]
    macros:
      - name: new_macro
        description: described %d
    exposures:
      - name: shown
        type: dashboard
        owner: {name: Ada}
        depends_on: ["ref('new_%d')"]
    unit_tests:
      - name: counts
        model: stg_orders
        given: []
        expect: {rows: [{id: %d}]}
    """
        .formatted(model, random.nextBoolean() ? "added_0" : "added_1", number, model, number);
  }

  private String options(int which) {
    switch (which) {
      case 0 -> vars = Data.dict(Map.of("limit_rows", Data.of(random.nextInt(2))));
      case 1 -> environment.put("EDITED", "value " + random.nextInt(2));
      case 2 -> environment.remove("EDITED");
      default -> flags = Data.dict(Map.of("FULL_REFRESH", Data.of(random.nextBoolean())));
    }
    return "options " + which;
  }

  private String restore() {
    files.clear();
    files.putAll(original);
    return "restore all";
  }
}
