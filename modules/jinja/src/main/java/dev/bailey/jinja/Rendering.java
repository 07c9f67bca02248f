package dev.bailey.jinja;

import static java.util.stream.Collectors.joining;

import dev.bailey.jinja.code.Program;
import dev.bailey.jinja.value.Budget;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.Filter;
import dev.bailey.jinja.value.Meter;
import dev.bailey.jinja.value.Spelling;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Test;
import dev.bailey.jinja.value.Undefined;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import dev.bailey.source.Problem;
import dev.bailey.source.SourceFile;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// One piece of work that templates do together: everything rendered under it is charged to one
/// budget and sees one clock. One thread at a time.
public final class Rendering implements Execution {
  private final Environment environment;
  private final Undefined.Kind undefined;
  private final Meter meter;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Template> templates = new HashMap<>();
  private final Map<Template, Program.Result> modules = new HashMap<>();
  private boolean escapes;

  private Rendering(
      Environment environment,
      Undefined.Kind undefined,
      Meter meter,
      Clock clock,
      RandomGenerator random) {
    this.environment = environment;
    this.undefined = undefined;
    this.meter = meter;
    this.clock = clock;
    this.random = random;
    this.escapes = environment.syntax().escapes();
  }

  /// A rendering whose time begins now.
  public static Rendering start(
      Environment environment, Budget budget, Clock clock, RandomGenerator random) {
    return new Rendering(environment, environment.undefined(), Meter.start(budget), clock, random);
  }

  /// {@inheritDoc}
  ///
  /// It shares the meter of this one.
  @Override
  public Rendering withUndefined(Undefined.Kind kind) {
    return kind == undefined ? this : new Rendering(environment, kind, meter, clock, random);
  }

  /// The same work among the filters and tests of `other`; it shares the meter of this one.
  public Rendering within(Environment other) {
    return new Rendering(other, undefined, meter, clock, random);
  }

  public Environment environment() {
    return environment;
  }

  @Override
  public Meter meter() {
    return meter;
  }

  @Override
  public Undefined undefined(String name) {
    return Undefined.name(undefined, name);
  }

  @Override
  public Undefined undefined(Value owner, Value key) {
    return Undefined.missing(undefined, owner, key);
  }

  @Override
  public Undefined undefinedBecause(String hint) {
    return Undefined.because(undefined, hint);
  }

  private static String unknown(String what, String name, Set<String> known) {
    return "No %s named '%s'.%s".formatted(what, name, Spelling.hint(name, known));
  }

  @Override
  public Filter filter(String name) {
    Filter filter = environment.filters().get(name);
    if (filter == null) {
      throw TemplateException.of(
          "TemplateRuntimeError", unknown("filter", name, environment.filters().keySet()));
    }
    return filter;
  }

  @Override
  public Test test(String name) {
    Test test = environment.tests().get(name);
    if (test == null) {
      throw TemplateException.of(
          "TemplateRuntimeError", unknown("test", name, environment.tests().keySet()));
    }
    return test;
  }

  @Override
  public boolean hasFilter(String name) {
    return environment.filters().containsKey(name);
  }

  @Override
  public boolean hasTest(String name) {
    return environment.tests().containsKey(name);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public boolean escapes() {
    return escapes;
  }

  @Override
  public void escape(boolean isOn) {
    escapes = isOn;
  }

  /// What a template leaves behind that sees nothing but the globals: it runs once, and whoever
  /// imports or includes it without context shares the result.
  public Program.Result module(Template template) {
    Program.Result known = modules.get(template);
    if (known == null) {
      known = template.program().run(Context.empty(), this);
      modules.put(template, known);
    }
    return known;
  }

  /// Whether the loader of the environment has a template of that name.
  public boolean hasTemplate(String name) {
    return templates.containsKey(name) || environment.loader().find(name).isPresent();
  }

  /// The template of that name, compiled once for this rendering.
  public Template load(String name) {
    Template known = templates.get(name);
    if (known == null) {
      known = compile(name);
      templates.put(name, known);
    }
    return known;
  }

  private Template compile(String name) {
    SourceFile file =
        environment
            .loader()
            .find(name)
            .orElseThrow(() -> TemplateException.of("TemplateNotFound", name));
    return switch (environment.compile(file)) {
      case Outcome.Ok<Template> ok -> ok.value();
      case Outcome.Failed<Template> failed ->
          throw TemplateException.of(
              "TemplateSyntaxError",
              failed.problems().stream().map(Problem::render).collect(joining("\n")));
    };
  }
}
