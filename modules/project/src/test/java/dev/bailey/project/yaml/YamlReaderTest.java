package dev.bailey.project.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import org.junit.jupiter.api.Test;

/// Expected values are what PyYAML's CSafeLoader prints for the same text.
class YamlReaderTest {
  private final YamlReader reader = new YamlReader(YamlLimits.DEFAULT);

  @Test
  void plainNumbersAndWordsHaveTheTypesOfYaml11() {
    var text =
        "[on, 010, 0x1F, 1_000, 1e3, 1.0e+16, 1.5e-7, 190:20:30, .inf, ~, 0b11, -0.0, 12e03, 1.]";

    assertThat(python(text))
        .isEqualTo(
            "[True, 8, 31, 1000, '1e3', 1e+16, 1.5e-07, 685230, inf, None, 3, -0.0, '12e03', 1.0]");
  }

  @Test
  void datesKeepTheirTimeZone() {
    var text =
        "[2026-01-02, 2026-01-02 03:04:05.5 +02:00, 2026-1-2T3:04:05Z, 2026-01-02 03:04:05,"
            + " 2026-01-02 03:04:05 -05:30]";

    assertThat(python(text))
        .isEqualTo(
            "[datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5, 500000,"
                + " tzinfo=datetime.timezone(datetime.timedelta(seconds=7200))),"
                + " datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),"
                + " datetime.datetime(2026, 1, 2, 3, 4, 5),"
                + " datetime.datetime(2026, 1, 2, 3, 4, 5,"
                + " tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))]");
  }

  @Test
  void stringsPrintAsPythonPrintsThem() {
    assertThat(python("['a\"b', \"it's\\n\", \"\\u00a0\\u200b\", '\"x''']"))
        .isEqualTo("['a\"b', \"it's\\n\", '\\xa0\\u200b', '\"x\\'']");
  }

  @Test
  void aBlockThatEndsTheFileEndsAsTheFileDoes() {
    assertThat(python("a: >\n  x\n  y")).isEqualTo("{'a': 'x y'}");
    assertThat(python("a: |\n  x\n")).isEqualTo("{'a': 'x\\n'}");
  }

  @Test
  void ownKeysWinOverMergedOnes() {
    assertThat(python("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3, r: \"it's\"}"))
        .isEqualTo("{'a': {'p': 1, 'q': 2}, 'b': {'p': 1, 'q': 3, 'r': \"it's\"}}");
  }

  @Test
  void keysThatPythonFindsEqualAreOneAndWarnedOf() {
    var read = reader.read(new SourceFile("models/a.yml", "{1: a, true: b, 1.0: c}"));

    assertThat(read.map(PythonText::repr)).isInstanceOf(Outcome.Ok.class);
    assertThat(python("{1: a, true: b, 1.0: c}")).isEqualTo("{1: 'c'}");
    assertThat(read.problems())
        .extracting(Problem::code)
        .containsExactly("duplicate-yaml-keys", "duplicate-yaml-keys");
  }

  @Test
  void anEmptyFileIsNothing() {
    assertThat(python("# only a comment\n")).isEqualTo("None");
  }

  @Test
  void nodesKnowTheirPlaceBehindAnEmoji() {
    var root = value("😀: x\nname: orders\n");

    assertThat(((YamlNode.Mapping) root).find("name").orElseThrow().span().where())
        .isEqualTo("models/a.yml:2:7");
  }

  @Test
  void aSyntaxErrorNamesItsLine() {
    Problem problem = problem("models:\n  - name: a\n description: b\n");

    assertThat(problem.at().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void aMonthThatDoesNotExistIsAProblem() {
    assertThat(problem("at: 2026-13-01").message()).contains("'2026-13-01' is not a valid value");
  }

  @Test
  void aTagOfAnotherLanguageIsRefused() {
    assertThat(problem("a: !!python/object:os.system {}").message())
        .contains("could not determine a constructor for the tag");
  }

  @Test
  void aBombOfAliasesIsRefused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + " , ").repeat(10)));
    }

    assertThat(problem(text.toString()).message()).contains("aliases counted as copies");
  }

  @Test
  void anAliasInsideItsAnchorIsRefused() {
    assertThat(problem("a: &a [1, *a ]").message()).contains("inside its own anchor");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(problem("[".repeat(200) + "]".repeat(200)).message()).contains("100 levels");
  }

  @Test
  void aFileBeyondTheLimitIsRefusedBeforeItIsRead() {
    var small = new YamlReader(new YamlLimits(10, 100, 100));

    assertThat(small.read(new SourceFile("a.yml", "name: a long text")).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("more than the 10");
  }

  private String python(String text) {
    return PythonText.repr(value(text));
  }

  private YamlNode value(String text) {
    return switch (reader.read(new SourceFile("models/a.yml", text))) {
      case Outcome.Ok<YamlNode>(YamlNode node, _) -> node;
      case Outcome.Failed<YamlNode> failed -> throw new AssertionError(failed.problems());
    };
  }

  private Problem problem(String text) {
    return switch (reader.read(new SourceFile("models/a.yml", text))) {
      case Outcome.Ok<YamlNode>(YamlNode node, _) -> throw new AssertionError(node);
      case Outcome.Failed<YamlNode> failed -> failed.problems().getFirst();
    };
  }
}
