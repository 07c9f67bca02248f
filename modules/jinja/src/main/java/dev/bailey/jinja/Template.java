package dev.bailey.jinja;

import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.List;
import java.util.Map;

/// A compiled template. Immutable, and shared by threads: what changes lives in a [Rendering].
public final class Template {
  private final Environment environment;
  private final Span source;
  private final List<Statement> body;
  private final List<Macro> macros;

  Template(Environment environment, Span source, List<Statement> body, List<Macro> macros) {
    this.environment = environment;
    this.source = source;
    this.body = List.copyOf(body);
    this.macros = List.copyOf(macros);
  }

  /// Whether `text` has any tag, so that rendering it does something. dbt leaves a text without one
  /// as it is, its last newline included.
  public static boolean hasTags(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }

  public Environment environment() {
    return environment;
  }

  /// What was compiled.
  public Span source() {
    return source;
  }

  /// The template as it was parsed, for whoever looks for calls in it; see [dev.bailey.jinja.ast].
  public List<Statement> body() {
    return body;
  }

  /// The macros at the top level of the template, in order.
  public List<Macro> macros() {
    return macros;
  }

  /// The text that it prints.
  public String render(Context context, Rendering rendering) {
    return Operations.str(None.NONE, rendering);
  }

  /// What it prints, as dbt reads values of YAML: a template that is a single expression keeps the
  /// type of its value, unless the expression is constant; everything else is a text.
  public Value renderNative(Context context, Rendering rendering) {
    return None.NONE;
  }

  /// Runs it for what it leaves behind: the macros and variables at its top level.
  public Module module(Context context, Rendering rendering) {
    return new Module("", Map.of());
  }
}
