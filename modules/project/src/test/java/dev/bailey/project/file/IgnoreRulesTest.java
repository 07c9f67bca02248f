package dev.bailey.project.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Expected answers are those of `pathspec.GitWildMatchPattern`, which dbt uses.
class IgnoreRulesTest {
  private final IgnoreRules rules =
      IgnoreRules.of(
          """
          # c
          *.tmp.sql
          /models/a.sql
          scratch/
          models/**/old_*.sql
          !models/x/old_keep.sql
          [ab]?.sql
          wip
          """);

  @Test
  void filesThatARuleNamesAreIgnored() {
    assertThat(
            List.of(
                "models/q.tmp.sql",
                "models/a.sql",
                "models/scratch/z.sql",
                "models/old_1.sql",
                "models/x/y/old_2.sql",
                "models/b1.sql",
                "models/wip/m.sql",
                "wip"))
        .allMatch(rules::ignores);
  }

  @Test
  void otherFilesAreNot() {
    assertThat(List.of("models/x/a.sql", "models/scratch.sql", "models/c1.sql"))
        .noneMatch(rules::ignores);
  }

  @Test
  void aLaterRuleTakesAFileBack() {
    assertThat(rules.ignores("models/x/old_keep.sql")).isFalse();
  }

  @Test
  void aRangeThatMakesNoSenseMatchesNothing() {
    assertThat(IgnoreRules.of("[z-a].sql").ignores("z.sql")).isFalse();
  }
}
