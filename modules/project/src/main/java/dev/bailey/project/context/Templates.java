package dev.bailey.project.context;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.Syntax;
import dev.bailey.jinja.Tag;
import dev.bailey.jinja.TagParser;
import dev.bailey.jinja.Template;
import dev.bailey.jinja.ast.Expression;
import dev.bailey.jinja.ast.Keyword;
import dev.bailey.jinja.ast.Parameter;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.library.DbtFilters;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.source.Outcome;
import dev.bailey.source.SourceFile;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Jinja as dbt sets it up, once for SQL and once for YAML values.
public final class Templates {
  /// For models, macros, tests, hooks: `as_number` and its like do nothing.
  public static final Environment SQL = environment(DbtFilters.text());

  /// For values in YAML, rendered natively.
  public static final Environment YAML = environment(DbtFilters.marks());

  /// What a materialization says of itself, and takes as an argument.
  public static final String LANGUAGES = "supported_languages";

  private Templates() {}

  private static Environment environment(Map<String, dev.bailey.jinja.value.Filter> filters) {
    Tag test = (word, parser) -> test(word, parser, "endtest");
    return Environment.builder()
        .syntax(Syntax.dbt())
        .filters(filters)
        .earlyReturn("return")
        .tag("materialization", Templates::materialization)
        .tag("test", test)
        .tag("data_test", (word, parser) -> test(word, parser, "enddata_test"))
        .tag("docs", Templates::docs)
        .build();
  }

  /// Renders a text, such as a hook, that may be a template.
  ///
  /// @param title what it is, for messages
  /// @param x the rendering that asks for it, which is charged with the work
  /// @throws TemplateException when it does not compile or fails
  static String render(String text, String title, Context names, Execution x) {
    if (!Template.hasTags(text)) {
      return text;
    }
    return switch (SQL.compile(new SourceFile(title, text))) {
      case Outcome.Ok(Template template, _) when x instanceof Rendering rendering ->
          template.render(names, rendering.within(SQL));
      case Outcome.Ok(Template _, _) ->
          throw new IllegalArgumentException("not a rendering: " + x.getClass());
      case Outcome.Failed(var problems) ->
          throw TemplateException.of("CompilationError", problems.getFirst().message());
    };
  }

  /// `{% materialization name, default %}` or `..., adapter='x', supported_languages=[...] %}`: a
  /// macro named `materialization_<name>_<adapter>`.
  private static Statement materialization(Span word, TagParser parser) {
    String name = parser.name();
    String adapter = "default";
    Expression languages =
        new Expression.ListDisplay(
            word, List.of(new Expression.Literal(word, dev.bailey.jinja.value.Str.of("sql"))));
    while (parser.skip(",")) {
      if (parser.skipWord("default")) {
        continue;
      }
      Span from = parser.since(word);
      String key = parser.name();
      parser.expect("=");
      Expression value = parser.expression();
      switch (key) {
        case "adapter" -> adapter = text(value, parser);
        case "supported_languages" -> languages = value;
        default ->
            throw parser.problem(
                from,
                "a materialization takes `default`, `adapter` and `supported_languages`, not `%s`"
                    .formatted(key));
      }
    }
    List<Statement> body = parser.bodyUntil("endmaterialization");
    return new Statement.Macro(
        parser.since(word),
        "materialization",
        "materialization_" + name + "_" + adapter,
        List.of(new Parameter(word, LANGUAGES, Optional.empty(), Optional.of(languages))),
        List.of(new Keyword(word, LANGUAGES, languages)),
        body);
  }

  private static String text(Expression value, TagParser parser) {
    if (value instanceof Expression.Literal(Span _, dev.bailey.jinja.value.Str text)) {
      return text.value();
    }
    throw parser.problem(value.span(), "the adapter of a materialization is a string");
  }

  /// `{% test name(model, ...) %}`: a macro named `test_<name>`.
  private static Statement test(Span word, TagParser parser, String end) {
    String name = parser.name();
    List<Parameter> parameters = parser.signature();
    List<Statement> body = parser.bodyUntil(end);
    return new Statement.Macro(
        parser.since(word), "test", "test_" + name, parameters, List.of(), body);
  }

  /// `{% docs name %}` in a template: its text is not SQL.
  private static Statement docs(Span word, TagParser parser) {
    parser.name();
    parser.bodyUntil("enddocs");
    return new Statement.Group(parser.since(word), List.of());
  }
}
