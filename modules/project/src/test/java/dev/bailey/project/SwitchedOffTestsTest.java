package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.project.manifest.Node;
import org.junit.jupiter.api.Test;

/// Tests of what is disabled or does not exist.
class SwitchedOffTestsTest {
  private static final String TESTED =
      "models:\n  - {name: a, columns: [{name: id, data_tests: [not_null]}]}\n";

  private final ParsedFiles files = new ParsedFiles().with("models/a.yml", TESTED);

  @Test
  void theTestOfAMissingModelIsKeptAndSwitchedOff() {
    assertThat(test().config().enabled()).isFalse();
  }

  @Test
  void theTestOfADisabledModelIsKeptAndSwitchedOff() {
    files.with("models/a.sql", "{{ config(enabled=false) }} select 1 as id");

    assertThat(test().config().enabled()).isFalse();
  }

  @Test
  void theTestOfAModelIsOn() {
    files.with("models/a.sql", "select 1 as id");

    assertThat(test().config().enabled()).isTrue();
  }

  @Test
  void ofSeveralModelsOfANameTheOneThatIsOnIsTested() {
    files
        .with("models/duckdb/a.sql", "{{ config(enabled=target.type == 'duckdb') }} select 1 as id")
        .with("models/other/a.sql", "{{ config(enabled=target.type == 'other') }} select 2 as id")
        .with("models/trino/a.sql", "{{ config(enabled=target.type == 'trino') }} select 3 as id");

    assertThat(test().config().enabled()).isTrue();
    assertThat(files.project().manifest().nodes()).hasSize(2);
  }

  private Node test() {
    return files.project().manifest().nodes().values().stream()
        .filter(node -> node.name().equals("not_null_a_id"))
        .findFirst()
        .orElseThrow();
  }
}
