package dev.bailey.jinja.code;

import dev.bailey.jinja.Environment;
import dev.bailey.jinja.parse.Parser;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.List;

/// What the compilation of one template shares among its scopes.
final class Compilation {
  private final Environment environment;
  private final Folding folding;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Program.TopMacro> macros = new ArrayList<>();

  Compilation(Environment environment) {
    this.environment = environment;
    this.folding = new Folding(environment);
  }

  Environment environment() {
    return environment;
  }

  Folding folding() {
    return folding;
  }

  String macroPrefix() {
    return environment.syntax().macroPrefix();
  }

  void report(Span at, String message) {
    problems.add(Problem.error(Parser.CODE, at, message));
  }

  /// Notes a macro of the top level.
  void add(Program.TopMacro macro) {
    macros.add(macro);
  }

  List<Program.TopMacro> macros() {
    return macros;
  }

  List<Problem> problems() {
    return problems;
  }
}
