package dev.bailey.project.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Expected blocks and messages were checked against `dbt_common.clients._jinja_blocks`.
class BlockScannerTest {
  private static final Set<String> TYPES = Set.of("macro", "docs", "snapshot", "test");

  @Test
  void aMacroIsCutOutWithTheTextAroundIt() {
    assertThat(scan("a {% macro m(x) %}body{% endmacro %} b"))
        .containsExactly("data|a ", "macro|m|{% macro m(x) %}body{% endmacro %}|body", "data| b");
  }

  @Test
  void tagsThatTrimTakeTheWhiteSpaceAroundThem() {
    assertThat(scan("a \n{%- macro m() -%}\n body \n{%- endmacro -%}\n b"))
        .containsExactly(
            "data|a", "macro|m| \n{%- macro m() -%}\n body \n{%- endmacro -%}\n |body", "data|b");
  }

  @Test
  void tagsInStringsCommentsExpressionsAndRawTextAreNotTags() {
    var body = "{# {% endmacro %} #}{{ '{% endmacro %}' }}{% raw %}{% endmacro %}{% endraw %}";

    assertThat(scan("{% macro m(x='%}') %}" + body + "{% endmacro %}"))
        .containsExactly("macro|m|{% macro m(x='%}') %}" + body + "{% endmacro %}|" + body);
  }

  @Test
  void aBlockThatNeverEndsNamesItsLine() {
    assertThat(problem("\n{% macro m() %}\nbody"))
        .isEqualTo("Reached EOF without finding a close tag for macro (searched from line 2)");
  }

  @Test
  void aBlockInsideABlockIsRefused() {
    assertThat(problem("{% macro a() %}{% macro b() %}{% endmacro %}"))
        .isEqualTo(
            "Got nested tags: macro (started at 0) did not have a matching {% endmacro %} before a"
                + " subsequent macro was found (started at 15)");
  }

  @Test
  void aBlockInsideControlFlowIsRefused() {
    assertThat(problem("{% if x %}{% macro a() %}{% endmacro %}{% endif %}"))
        .isEqualTo(
            "Got a block definition inside control flow at 1:10. All dbt block definitions must be"
                + " at the top level");
  }

  @Test
  void anEndWithoutAStartIsRefused() {
    assertThat(problem("{% macro a() %}{% endif %}{% endmacro %}"))
        .isEqualTo(
            "Got an unexpected control flow end tag, got endif but never saw a preceeding if"
                + " (@ 1:15)");
  }

  @Test
  void aStringThatNeverEndsIsRefused() {
    assertThat(problem("{{ 'abc }}")).startsWith("unexpected EOF, expected string");
  }

  @Test
  void aStrayQuoteIsLeftForJinjaToReport() {
    assertThat(scan("{{ a' + \"b\" }}{% docs d %}x{% enddocs %}"))
        .containsExactly("data|{{ a' + \"b\" }}", "docs|d|{% docs d %}x{% enddocs %}|x");
  }

  private static List<String> scan(String text) {
    return switch (BlockScanner.scan(new SourceFile("macros/a.sql", text), TYPES)) {
      case Outcome.Ok<List<Block>>(var blocks, _) ->
          blocks.stream().map(BlockScannerTest::show).toList();
      case Outcome.Failed<List<Block>> failed -> throw new AssertionError(failed.problems());
    };
  }

  private static String show(Block block) {
    return switch (block) {
      case Block.Data(Span whole) -> "data|" + text(whole);
      case Block.Tagged(var type, var name, Span whole, Span contents) ->
          type + "|" + name + "|" + text(whole) + "|" + text(contents);
    };
  }

  private static String text(Span span) {
    return span.file().text().substring(span.start(), span.end());
  }

  private static String problem(String text) {
    var scanned = BlockScanner.scan(new SourceFile("macros/a.sql", text), TYPES);
    return ((Outcome.Failed<List<Block>>) scanned).problems().getFirst().message();
  }
}
