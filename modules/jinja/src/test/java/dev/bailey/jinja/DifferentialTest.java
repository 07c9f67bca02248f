package dev.bailey.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Renders generated templates with the real Jinja2 and with this engine. `-Djinja.seed=N` begins
/// with another seed.
@Tag("nightly")
class DifferentialTest {
  private static final int TEMPLATES = 3_500;
  private static final int VALUES = 5_500;

  @Test
  void generatedTemplatesRenderAsInJinja2() throws Exception {
    compare(TEMPLATES, TemplateGenerator::of);
  }

  @Test
  void generatedExpressionsGiveWhatPythonGives() throws Exception {
    compare(VALUES, ValueGenerator::of);
  }

  private static void compare(int count, LongFunction<Jinja2.Case> generator) throws Exception {
    var python = Jinja2.python();
    assumeTrue(python.isPresent(), "SKIPPED: BAILEY_ORACLE_PYTHON names no Python with Jinja2");
    long seed = Long.getLong("jinja.seed", 1);
    var labels = new ArrayList<String>();
    var cases = new ArrayList<Jinja2.Case>();
    for (long i = seed; i < seed + count; i++) {
      labels.add("seed " + i);
      cases.add(generator.apply(i));
    }

    List<Differential.Difference> differences;
    try (var oracle = Jinja2.start(python.get())) {
      differences = Differential.of(labels, cases, oracle);
    }

    assertThat(differences).isEmpty();
  }
}
