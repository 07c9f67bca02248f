package dev.bailey.engine.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/// What a template makes of one value.
final class Rendered {
  private Rendered() {}

  static String of(String text, String name, Value value) {
    var environment = Environment.builder().build();
    var template = (Outcome.Ok<Template>) environment.compile(new SourceFile("value.sql", text));
    var budget = new Budget(1_000, 1_000, 10, Duration.ofSeconds(10), 1_000, 1_000);
    return template
        .value()
        .render(
            Context.of(Map.of(name, value)),
            Rendering.start(environment, budget, Clock.systemUTC(), new SplittableRandom(1)));
  }
}
