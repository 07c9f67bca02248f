package dev.bailey.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.Macro;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.project.context.Templates;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packages `dbt_duckdb`, `dbt_postgres` and `dbt_trino`.
class BuiltInMacrosTest {

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "trino"})
  void everyMacroOfDbtsAdapterIsThereWithTheSameParameters(String adapter) throws IOException {
    List<String> expected;
    var names = Path.of("src/test/resources/builtin/dbt_" + adapter + ".txt");
    try (Stream<String> lines = Files.lines(names)) {
      expected = lines.filter(line -> !line.startsWith("#")).toList();
    }

    assertThat(signatures(adapter)).containsAll(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "trino"})
  void noNameIsDefinedTwice(String adapter) throws IOException {
    assertThat(macros(adapter))
        .extracting(macro -> macro.definition().name())
        .doesNotHaveDuplicates();
  }

  private static List<String> signatures(String adapter) throws IOException {
    return macros(adapter).stream().map(BuiltInMacrosTest::signature).toList();
  }

  private static String signature(Macro macro) {
    return macro.definition().parameters().stream()
        .map(Parameter::name)
        .collect(Collectors.joining(", ", macro.definition().name() + "(", ")"));
  }

  private static List<Macro> macros(String adapter) throws IOException {
    var folder = Path.of("src/main/resources/dev/bailey/warehouse", adapter, "macros/macros");
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(path -> path.toString().endsWith(".sql")).sorted().toList();
    }
    var macros = new ArrayList<Macro>();
    for (Path file : files) {
      var source = new SourceFile(file.toString(), Files.readString(file));
      macros.addAll(
          switch (Templates.SQL.compile(source)) {
            case Outcome.Ok<Template>(Template template, _) -> template.macros();
            case Outcome.Failed<Template>(List<Problem> problems) ->
                throw new AssertionError(problems);
          });
    }
    return macros;
  }
}
