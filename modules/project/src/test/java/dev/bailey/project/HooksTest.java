package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the hooks of nodes ask for while they are parsed.
class HooksTest {
  private final ParsedFiles files =
      new ParsedFiles()
          .with("models/a.sql", "select 1 as id")
          .with("macros/noted.sql", "{% macro noted() %}select 1{% endmacro %}");

  @Test
  void theHooksOfAModelCountAsPartOfIt() {
    files.with(
        "models/b.sql",
        """
        {{ config(pre_hook="select * from {{ ref('a') }}", post_hook="{{ noted() }}") }}
        select 1 as id
        """);

    var dependsOn = files.project().manifest().node("model.shop.b").orElseThrow().dependsOn();

    assertThat(dependsOn.nodes()).containsExactly("model.shop.a");
    assertThat(dependsOn.macros()).containsExactly("macro.shop.noted");
  }

  @Test
  void theHooksOfASeedMayNotReadFromOthers() {
    files
        .with("seeds/s.csv", "id\n1\n")
        .with(
            "seeds/s.yml",
            "seeds:\n  - {name: s, config: {post_hook: \"select * from {{ ref('a') }}\"}}\n");

    assertThat(files.errors())
        .singleElement()
        .asString()
        .contains("a hook of the seed 's' calls `ref` or `source`");
  }
}
