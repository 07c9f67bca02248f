package dev.bailey.jinja.code;

import dev.bailey.jinja.Environment;
import dev.bailey.jinja.parse.Parser;
import dev.bailey.source.Problem;
import dev.bailey.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the compilation of one template shares among its scopes.
final class Compilation {
  private final Environment environment;
  private final Facts facts;
  private final Folding folding;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Program.TopMacro> macros = new ArrayList<>();
  private final Map<String, Blocks.Code> blocks = new LinkedHashMap<>();
  private final boolean isExtending;
  private boolean isExtended;

  Compilation(Environment environment, Facts facts, boolean isExtending) {
    this.environment = environment;
    this.facts = facts;
    this.isExtending = isExtending;
    this.folding = new Folding(environment);
  }

  Environment environment() {
    return environment;
  }

  Facts facts() {
    return facts;
  }

  Folding folding() {
    return folding;
  }

  /// Whether the template as a whole escapes what it prints.
  Escaping escaping() {
    return Escaping.of(environment.syntax().escapes());
  }

  String macroPrefix() {
    return environment.syntax().macroPrefix();
  }

  void report(Span at, String message) {
    problems.add(Problem.error(Parser.CODE, at, message));
  }

  /// Whether the template extends another one, at least under some condition.
  boolean isExtending() {
    return isExtending;
  }

  /// Notes that the template extends another one from here on, whatever happens.
  void extend() {
    isExtended = true;
  }

  boolean isExtended() {
    return isExtended;
  }

  /// Notes a block; false when there is one of that name.
  boolean add(Blocks.Code block) {
    return blocks.putIfAbsent(block.name(), block) == null;
  }

  Collection<Blocks.Code> blocks() {
    return blocks.values();
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
