package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Renders generated templates with the real Jinja2 and with this engine. The build takes the same
/// seeds each time, the night new ones; `-Djinja.seed=N` repeats a night. A seed that fails becomes
/// a line of `kept.txt`.
@Execution(ExecutionMode.CONCURRENT)
class DifferentialTest {
  private static final int TEMPLATES = 3_500;
  private static final int VALUES = 5_500;
  private static final int CALLS = 4_000;
  private static final int MODULES = 4_000;
  private static final int NIGHTLY = 30_000;

  @Test
  @Tag("slow")
  void keptCasesRenderAsInJinja2() throws Exception {
    var kept = KeptCases.read();

    compare(kept.labels(), kept.cases());
  }

  @Test
  @Tag("slow")
  void generatedTemplatesRenderAsInJinja2() throws Exception {
    compare(1, TEMPLATES, TemplateGenerator::of);
  }

  @Test
  @Tag("slow")
  void generatedExpressionsGiveWhatPythonGives() throws Exception {
    compare(1, VALUES, ValueGenerator::of);
  }

  @Test
  @Tag("slow")
  void generatedCallsOfTheLibraryGiveWhatPythonGives() throws Exception {
    compare(1, CALLS, LibraryGenerator::of);
  }

  @Test
  @Tag("slow")
  void generatedUsesOfTheModulesGiveWhatPythonGives() throws Exception {
    compare(1, MODULES, ModuleGenerator::of);
  }

  @Test
  @Tag("nightly")
  void templatesOfNewSeedsRenderAsInJinja2() throws Exception {
    compare(newSeed(), NIGHTLY, TemplateGenerator::of);
  }

  @Test
  @Tag("nightly")
  void expressionsOfNewSeedsGiveWhatPythonGives() throws Exception {
    compare(newSeed(), NIGHTLY, ValueGenerator::of);
  }

  @Test
  @Tag("nightly")
  void newCallsOfTheLibraryGiveWhatPythonGives() throws Exception {
    compare(newSeed(), NIGHTLY, LibraryGenerator::of);
  }

  @Test
  @Tag("nightly")
  void newUsesOfTheModulesGiveWhatPythonGives() throws Exception {
    compare(newSeed(), NIGHTLY, ModuleGenerator::of);
  }

  private static long newSeed() {
    return Long.getLong("jinja.seed", System.currentTimeMillis());
  }

  private static void compare(long seed, int count, LongFunction<Jinja2.Case> generator)
      throws Exception {
    var labels = new ArrayList<String>();
    var cases = new ArrayList<Jinja2.Case>();
    for (long i = seed; i < seed + count; i++) {
      labels.add("seed " + i);
      cases.add(generator.apply(i));
    }
    compare(labels, cases);
  }

  private static void compare(List<String> labels, List<Jinja2.Case> cases) throws Exception {
    var python = Jinja2.python();
    assumeTrue(python.isPresent(), "SKIPPED: BAILEY_ORACLE_PYTHON names no Python with Jinja2");

    List<Differential.Difference> differences;
    try (var oracle = Jinja2.start(python.get())) {
      differences = Differential.of(labels, cases, oracle);
    }

    assertThat(differences).isEmpty();
  }
}
