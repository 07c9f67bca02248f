package dev.bailey.appliance.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Writes a dbt project of any size, always the same for the same size: sources that a hook makes,
/// three tenths staging views, four tenths intermediate models in four levels, three tenths marts;
/// of all models one in sixteen is ephemeral and one incremental; each is described and tested.
final class GeneratedProject {
  private static final List<String> AREAS =
      List.of("sales", "finance", "product", "support", "growth", "supply");

  private final Path folder;
  private final int size;
  private final SplittableRandom random = new SplittableRandom(7);
  private final int sources;
  private final int seeds;
  private final List<String> properties = new ArrayList<>();

  private GeneratedProject(Path folder, int size) {
    this.folder = folder;
    this.size = size;
    this.sources = Math.max(4, size / 20);
    this.seeds = Math.max(3, size / 50);
  }

  /// Writes a project of `size` models into `folder`.
  ///
  /// @param profile the text of `profiles.yml`, whose profile is named `generated`
  static void write(Path folder, int size, String profile) {
    new GeneratedProject(folder, size).write(profile);
  }

  private void write(String profile) {
    file("profiles.yml", profile);
    file("dbt_project.yml", PROJECT.formatted(sources));
    file("macros/macros.sql", MACROS);
    file("tests/generic/positive.sql", POSITIVE);
    writeSeeds();
    writeSources();
    List<String> staging = writeStaging();
    List<String> intermediate = writeIntermediate(staging);
    List<String> marts = writeMarts(staging, intermediate);
    writeRest(staging, marts);
  }

  private void writeSeeds() {
    for (int i = 0; i < seeds; i++) {
      var csv = new StringBuilder("id,label,score,valid_from\n");
      for (int row = 0; row < 25; row++) {
        csv.append(row).append(",label ").append(row % 5).append(',');
        csv.append(random.nextInt(100)).append(",2020-01-").append("%02d%n".formatted(row + 1));
      }
      file("seeds/seed_" + i + ".csv", csv.toString());
    }
  }

  private void writeSources() {
    var yaml = new StringBuilder("sources:\n  - name: raw\n    schema: raw\n    tables:\n");
    for (int i = 0; i < sources; i++) {
      yaml.append("      - name: event_").append(i).append("\n        description: events\n");
      yaml.append("        columns: [{name: id, data_tests: [not_null]}]\n");
    }
    file("models/sources.yml", yaml.toString());
  }

  private List<String> writeStaging() {
    var names = new ArrayList<String>();
    for (int i = 0; i < Math.max(3, size * 3 / 10); i++) {
      String name = "stg_" + area(i) + "_" + i;
      file("models/staging/" + area(i) + "/" + name + ".sql", STAGING.formatted(i % sources));
      describe(name, "      - {name: status, data_tests: [not_null]}\n");
      names.add(name);
    }
    properties("models/staging/staging.yml");
    return names;
  }

  private List<String> writeIntermediate(List<String> staging) {
    List<String> below = staging;
    var all = new ArrayList<String>();
    int count = Math.max(4, size * 4 / 10);
    for (int level = 0; level < 4; level++) {
      var names = new ArrayList<String>();
      for (int i = level; i < count; i += 4) {
        String name = "int_" + area(i) + "_" + i;
        String kind = i % 7 == 3 ? "{{ config(materialized='ephemeral') }}\n" : "";
        file(
            "models/intermediate/" + area(i) + "/" + name + ".sql",
            kind + INTERMEDIATE.formatted(pick(below), pick(staging)));
        if (kind.isEmpty()) {
          describe(name, "      - {name: amount, data_tests: [not_null]}\n");
        }
        names.add(name);
      }
      all.addAll(names);
      below = names;
    }
    properties("models/intermediate/intermediate.yml");
    return all;
  }

  private List<String> writeMarts(List<String> staging, List<String> intermediate) {
    var names = new ArrayList<String>();
    int count = Math.max(3, size - size * 3 / 10 - size * 4 / 10);
    for (int i = 0; i < count; i++) {
      String name = "mart_" + area(i) + "_" + i;
      boolean isIncremental = i % 5 == 2;
      file(
          "models/marts/" + area(i) + "/" + name + ".sql",
          isIncremental
              ? INCREMENTAL.formatted(pick(intermediate))
              : MART.formatted(pick(intermediate), pick(staging), i % seeds));
      describe(name, "      - {name: amount, data_tests: [positive]}\n");
      names.add(name);
    }
    properties("models/marts/marts.yml");
    return names;
  }

  private void writeRest(List<String> staging, List<String> marts) {
    for (int i = 0; i < Math.max(1, size / 200); i++) {
      file("snapshots/snap_" + i + ".sql", SNAPSHOT.formatted(i, pick(staging)));
    }
    for (int i = 0; i < Math.max(1, size / 50); i++) {
      file(
          "tests/assert_" + i + ".sql",
          "select id from {{ ref('" + pick(marts) + "') }} where id is null\n");
    }
    file("models/docs.md", "{% docs marts %}A mart is for people.{% enddocs %}\n");
    file("models/exposures.yml", EXPOSURE.formatted(marts.getFirst(), marts.getLast()));
  }

  private void describe(String name, String more) {
    properties.add(
        """
          - name: %s
            description: "{{ doc('marts') }}"
            columns:
              - {name: id, description: the key, data_tests: [unique, not_null]}
        """
                .formatted(name)
            + more);
  }

  private void properties(String path) {
    file(path, "models:\n" + String.join("", properties));
    properties.clear();
  }

  private static String area(int index) {
    return AREAS.get(index % AREAS.size());
  }

  private String pick(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private void file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String PROJECT =
      """
      name: generated
      version: '1.0.0'
      profile: generated
      flags: {send_anonymous_usage_stats: false}
      vars: {cutoff: 3, statuses: [new, open, done, void]}
      dispatch: [{macro_namespace: generated_utils, search_order: [generated]}]
      on-run-start: "{{ create_raw_tables(%d) }}"
      on-run-end: "{{ log_results(results) }}"
      models:
        generated:
          +tags: [generated]
          staging: {+materialized: view}
          intermediate: {+materialized: view}
          marts: {+materialized: table, +meta: {owner: data, tier: 2}}
      seeds: {generated: {+quote_columns: false}}
      """;

  private static final String MACROS =
      """
      {% macro create_raw_tables(count) %}
        create schema if not exists raw;
        {% for i in range(count) %}
        create table if not exists raw.event_{{ i }} as
          select g as id, g % 7 as customer_id, g * 100 as amount_cents,
            case g % 4 when 0 then 'new' when 1 then 'open' when 2 then 'done' else 'void' end
              as status,
            cast('2020-01-01' as date) + cast(g % 28 as integer) as created_on
          from generate_series(1, 20) as t(g);
        {% endfor %}
      {% endmacro %}

      {% macro log_results(results) %}
        {% if execute %}
          {% set seen = namespace(good=0) %}
          {% for result in results if result.status in ('success', 'pass') %}
            {% set seen.good = seen.good + 1 %}
          {% endfor %}
          {% do log(seen.good ~ ' of ' ~ results | length) %}
        {% endif %}
      {% endmacro %}

      {% macro dollars(column, scale=2) -%}
        {{ return(adapter.dispatch('dollars', 'generated_utils')(column, scale)) }}
      {%- endmacro %}

      {% macro default__dollars(column, scale) -%}
        round(cast({{ column }} as numeric(18, 4)) / 100, {{ scale }})
      {%- endmacro %}

      {% macro pivot(column, amount) -%}
        {%- for status in var('statuses') %}
          sum(case when {{ column }} = '{{ status }}' then {{ amount }} else 0 end)
            as amount_{{ status }}
          {%- if not loop.last %},{% endif -%}
        {%- endfor -%}
      {%- endmacro %}
      """;

  private static final String POSITIVE =
      """
      {% test positive(model, column_name) %}
      select * from {{ model }} where {{ column_name }} < 0
      {% endtest %}
      """;

  private static final String STAGING =
      """
      with events as (select * from {{ source('raw', 'event_%d') }})

      select id, customer_id, {{ dollars('amount_cents') }} as amount, status, created_on
      from events
      where id > {{ var('cutoff') }}
      """;

  private static final String INTERMEDIATE =
      """
      select below.id, below.customer_id, below.amount + staged.amount as amount, below.status,
        below.created_on
      from {{ ref('%s') }} as below
      join {{ ref('%s') }} as staged on below.id = staged.id
      """;

  private static final String MART =
      """
      select input.id, min(input.amount) as amount, min(seed.label) as label,
        {{ pivot('staged.status', 'staged.amount') }}
      from {{ ref('%s') }} as input
      join {{ ref('%s') }} as staged on input.id = staged.id
      left join {{ ref('seed_%d') }} as seed on seed.id = input.id
      group by input.id
      """;

  private static final String INCREMENTAL =
      """
      {{ config(materialized='incremental', unique_key='id', incremental_strategy='delete+insert') }}
      select id, amount, status, created_on from {{ ref('%s') }}
      {%% if is_incremental() %%}
      where created_on >= (select max(created_on) from {{ this }})
      {%% endif %%}
      """;

  private static final String SNAPSHOT =
      """
      {%% snapshot snap_%d %%}
      {{ config(target_schema='snapshots', unique_key='id', strategy='check',
                check_cols=['amount', 'status']) }}
      select id, amount, status from {{ ref('%s') }}
      {%% endsnapshot %%}
      """;

  private static final String EXPOSURE =
      """
      exposures:
        - name: dashboard
          type: dashboard
          owner: {name: data, email: data@example.com}
          depends_on: [ref('%s'), ref('%s')]
      """;
}
