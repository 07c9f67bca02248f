package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `unrendered_config` of models whose code is rendered, as dbt Core 1.12.6 writes it.
class UnrenderedConfigTest {
  private static final String RENDERED = "{% set x = 1 %} select 1 as id";

  @Test
  void aCallIsKeptAsWritten() {
    assertUnrendered("{{ config(tags=['a']) }}", "{tags: \"['a']\"}");
  }

  @Test
  void aCallWithSpaceBeforeItsArgumentsIsKeptAsValues() {
    assertUnrendered(
        "{{ config\n(tags=['a'], post_hook='select 1') }}", "{tags: [a], post-hook: select 1}");
  }

  @Test
  void aSecondCallMakesListsOfWhatIsAppended() {
    assertUnrendered(
        "{{ config (post_hook='select 1') }}{{ config (post_hook='select 2', tags='a') }}",
        "{post-hook: [select 1, select 2], tags: [a]}");
  }

  private static void assertUnrendered(String call, String expected) {
    var project = new ParsedFiles().with("models/a.sql", call + RENDERED).project();

    assertThat(project.manifest().node("model.shop.a").orElseThrow().unrenderedConfig())
        .isEqualTo(Yaml.read(expected));
  }
}
