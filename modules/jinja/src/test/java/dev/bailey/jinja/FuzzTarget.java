package dev.bailey.jinja;

import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/// What the fuzzer calls: whatever a template is, it is refused with problems, ends with a text, or
/// ends with an error of a template. Anything else that is thrown is a bug.
public final class FuzzTarget {
  static final Duration TIME = Duration.ofSeconds(2);
  private static final Budget BUDGET =
      new Budget(200_000, 200_000, 100, TIME, 2_000_000, 1_000_000);
  private static final Environment ENVIRONMENT =
      Environment.builder()
          .syntax(Syntax.dbt().withTrimmedBlocks(true, true))
          .earlyReturn("return")
          .globals(Bailey.globals())
          .build();
  private static final Context CONTEXT =
      Context.of(Map.of("a", Int.of(1), "s", Str.of("Some text"), "x", Str.of("1.5")));

  private FuzzTarget() {}

  /// The name that Jazzer looks for.
  public static void fuzzerTestOneInput(byte[] input) {
    var file = new SourceFile("fuzz.sql", new String(input, StandardCharsets.UTF_8));
    switch (ENVIRONMENT.compile(file)) {
      case Outcome.Failed<Template> failed ->
          failed.problems().forEach(problem -> problem.render());
      case Outcome.Ok<Template> ok -> render(ok.value());
    }
  }

  private static void render(Template template) {
    var random = new SplittableRandom(1);
    try {
      template.renderNative(
          CONTEXT, Rendering.start(ENVIRONMENT, BUDGET, Clock.systemUTC(), random));
    } catch (TemplateException e) {
      e.render();
    }
  }
}
