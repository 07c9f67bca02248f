package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.SourceRef;
import org.junit.jupiter.api.Test;

/// Models that dbt Core 1.12.6 reads without rendering them: its static parser keeps sets.
class StaticModelsTest {
  private static final String SOURCES = "sources: [{name: s, tables: [{name: t}]}]";
  private static final SourceRef SOURCE = new SourceRef("s", "t");

  @Test
  void aSourceThatIsNamedTwiceCountsOnce() {
    assertThat(
            model("select * from {{ source('s', 't') }}, {{ source('s', 't') }}").links().sources())
        .containsExactly(SOURCE);
  }

  @Test
  void aSourceCountsEachTimeWhereTheCodeIsRendered() {
    assertThat(
            model("{% set x = 1 %}select * from {{ source('s', 't') }}, {{ source('s', 't') }}")
                .links()
                .sources())
        .containsExactly(SOURCE, SOURCE);
  }

  @Test
  void aConfigThatIsSaidTwiceCountsOnce() {
    assertThat(model("{{ config(tags=['x']) }}{{ config(tags=['x']) }}select 1").config().tags())
        .containsExactly("x");
  }

  private static Model model(String code) {
    return (Model)
        new ParsedFiles()
            .with("models/s.yml", SOURCES)
            .with("models/a.sql", code)
            .project()
            .manifest()
            .nodes()
            .values()
            .iterator()
            .next();
  }
}
