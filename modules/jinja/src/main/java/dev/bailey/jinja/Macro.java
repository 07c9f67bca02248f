package dev.bailey.jinja;

import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.code.Program;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.source.Span;

/// A macro at the top level of a template: its definition, which belongs to no rendering.
/// Immutable, and shared by threads.
public final class Macro {
  private final Program program;
  private final int index;
  private final Statement.Macro definition;

  Macro(Program program, int index, Statement.Macro definition) {
    this.program = program;
    this.index = index;
    this.definition = definition;
  }

  /// The macro as it was parsed: name, parameters, options of its tag, body.
  public Statement.Macro definition() {
    return definition;
  }

  /// The name without any prefix.
  public String name() {
    return definition.name();
  }

  /// From its first tag to the end of its last.
  public Span span() {
    return definition.span();
  }

  /// The whole macro as it is written.
  public String sourceText() {
    return span().file().text().substring(span().start(), span().end());
  }

  /// A function that runs the macro with the names of `context`. What it gives is the text that the
  /// macro prints, or the value of an early return.
  public HostValue bind(Context context) {
    return program.bind(index, context);
  }
}
