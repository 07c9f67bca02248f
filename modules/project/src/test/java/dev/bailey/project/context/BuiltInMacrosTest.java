package dev.bailey.project.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.jinja.Macro;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Parameter;
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
import org.junit.jupiter.api.Test;

/// The package `dbt`: macros that every project may call and override by name.
class BuiltInMacrosTest {
  private static final Path PACKAGE =
      Path.of("src/main/resources/dev/bailey/project/macros/dbt/macros");

  @Test
  void everyMacroOfDbtIsThereWithTheSameParameters() throws IOException {
    List<String> expected;
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/builtin/dbt.txt"))) {
      expected = lines.filter(line -> !line.startsWith("#")).toList();
    }

    assertThat(signatures()).containsAll(expected);
  }

  @Test
  void noNameIsDefinedTwice() throws IOException {
    assertThat(macros()).extracting(macro -> macro.definition().name()).doesNotHaveDuplicates();
  }

  private static List<String> signatures() throws IOException {
    return macros().stream().map(BuiltInMacrosTest::signature).toList();
  }

  private static String signature(Macro macro) {
    return macro.definition().parameters().stream()
        .map(Parameter::name)
        .collect(Collectors.joining(", ", macro.definition().name() + "(", ")"));
  }

  private static List<Macro> macros() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(PACKAGE)) {
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
