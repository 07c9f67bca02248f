package dev.bailey.jinja;

import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.code.Program;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;

/// A compiled template. Immutable, and shared by threads: what changes lives in a [Rendering].
public final class Template {
  private final Environment environment;
  private final Span source;
  private final List<Statement> body;
  private final Program program;
  private final List<Macro> macros;

  Template(Environment environment, Span source, List<Statement> body, Program program) {
    this.environment = environment;
    this.source = source;
    this.body = List.copyOf(body);
    this.program = program;
    var macros = new ArrayList<Macro>();
    for (Statement.Macro definition : program.macros()) {
      macros.add(new Macro(program, macros.size(), definition));
    }
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

  /// The compiled form, for the engine itself.
  public Program program() {
    return program;
  }

  /// The text that it prints.
  public String render(Context context, Rendering rendering) {
    return program.run(context, rendering).text();
  }

  /// What it prints, as dbt reads values of YAML: a template that is a single expression keeps the
  /// type of its value, unless the expression is constant; everything else is a text.
  public Value renderNative(Context context, Rendering rendering) {
    return NativeValue.of(program.printed(context, rendering), rendering);
  }

  /// Runs it for what it leaves behind: the macros and variables at its top level.
  public Module module(Context context, Rendering rendering) {
    var result = program.run(context, rendering);
    return new Module(result.text(), result.exports());
  }
}
