package dev.bailey.jinja.code;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.ast.Statement;
import dev.bailey.jinja.value.Execution;
import dev.bailey.jinja.value.HostValue;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.TextBuilder;
import dev.bailey.jinja.value.Value;
import dev.bailey.source.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template that has been checked, and is compiled when it first runs: most macros of a project
/// never do. Shared by threads.
public final class Program {
  /// A macro at the top level.
  ///
  /// @param slot where the top level keeps it
  record TopMacro(int slot, MacroCode code) {}

  /// What a run leaves behind.
  public record Result(String text, Map<String, Value> exports) {}

  /// @param selfSlot where the blocks of the template are kept under the name `self`; -1 when
  ///   nobody asks for them
  private record Compiled(
      Function function,
      Action body,
      List<TopMacro> macros,
      List<Blocks.Code> blocks,
      int selfSlot) {}

  private final Environment environment;
  private final List<Statement> statements;
  private final Facts facts;
  private volatile @Nullable Compiled compiled;

  private Program(Environment environment, List<Statement> statements, Facts facts) {
    this.environment = environment;
    this.statements = statements;
    this.facts = facts;
  }

  /// Checks the statements of a template. Where something in them may be refused by the compiler,
  /// they are compiled at once, to see whether it is.
  public static Outcome<Program> of(List<Statement> statements, Environment environment) {
    var program = new Program(environment, statements, Facts.of(statements, environment));
    if (!program.facts.mayBeRefused()) {
      return Outcome.ok(program);
    }
    var compilation = program.compilation();
    Compiled compiled = program.compile(compilation);
    if (!compilation.problems().isEmpty()) {
      return new Outcome.Failed<>(compilation.problems());
    }
    program.compiled = compiled;
    return Outcome.ok(program);
  }

  private Compiled compiled() {
    Compiled known = compiled;
    return known == null ? compileOnce() : known;
  }

  private synchronized Compiled compileOnce() {
    Compiled known = compiled;
    if (known == null) {
      var compilation = compilation();
      known = compile(compilation);
      if (!compilation.problems().isEmpty()) {
        throw new IllegalStateException("refused too late: " + compilation.problems());
      }
      compiled = known;
    }
    return known;
  }

  private Compilation compilation() {
    return new Compilation(environment, facts, facts.hasExtends(statements));
  }

  private Compiled compile(Compilation compilation) {
    var function = new Function();
    var scope = Scope.root(function);
    boolean usesSelf = facts.reads(statements, Facts.SELF);
    if (usesSelf) {
      scope.give("self");
    }
    Analysis.statements(statements, scope, compilation.macroPrefix());
    var root =
        new Statements(compilation, scope, Statements.Level.TOP, false, compilation.escaping());
    Action body = root.body(statements);
    int selfSlot = usesSelf ? scope.known("self").slot() : -1;
    return new Compiled(
        function,
        body,
        List.copyOf(compilation.macros()),
        List.copyOf(compilation.blocks()),
        selfSlot);
  }

  /// Its blocks, nested ones included.
  List<Blocks.Code> blocks() {
    return compiled().blocks;
  }

  /// The macros at its top level, in order; those under a condition included.
  public List<Statement.Macro> macros() {
    var macros = new ArrayList<Statement.Macro>();
    addMacros(statements, macros);
    return List.copyOf(macros);
  }

  private static void addMacros(List<Statement> statements, List<Statement.Macro> macros) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Macro macro -> macros.add(macro);
        case Statement.Group group -> addMacros(group.body(), macros);
        case Statement.If condition -> {
          condition.branches().forEach(branch -> addMacros(branch.body(), macros));
          addMacros(condition.otherwise(), macros);
        }
        default -> {}
      }
    }
  }

  /// The text that it prints.
  public Result run(Context context, Execution x) {
    var f = frame(context, x, TextBuilder.printed(x.meter()));
    run(f);
    return new Result(f.text(), f.names.exports());
  }

  /// The values that it prints, each on its own.
  public List<Value> printed(Context context, Execution x) {
    var f = frame(context, x, TextBuilder.printed(x.meter()));
    var printed = new ArrayList<Value>();
    f.printed = printed;
    run(f);
    return printed;
  }

  private void run(Frame f) {
    boolean outside = f.x.escapes();
    f.x.meter().enter();
    f.x.escape(f.names.escapes());
    try {
      runBody(f);
    } catch (ReturnSignal _) {
      throw strayReturn();
    } catch (TemplateException e) {
      boolean isPlaceless = e.kind() == TemplateException.Kind.BUDGET && !statements.isEmpty();
      throw isPlaceless ? e.at(statements.getFirst().span()) : e;
    } catch (StackOverflowError _) {
      throw TemplateException.of("RecursionError", "maximum recursion depth exceeded");
    } finally {
      f.x.escape(outside);
      f.x.meter().leave();
    }
  }

  /// The template itself, and then the one that it extends, with the same names and blocks.
  private void runBody(Frame f) {
    Compiled code = compiled();
    if (code.selfSlot >= 0) {
      f.slots[code.selfSlot] = new Blocks.Self(f.names);
    }
    if (code.body.run(f) == Action.RETURN) {
      throw strayReturn();
    }
    Program parent = f.names.blocks().takeParent();
    if (parent != null) {
      f.x.meter().enter();
      var above = new Frame(parent.compiled().function, null, f.names, f.x, f.out);
      above.printed = f.printed;
      parent.runBody(above);
      f.takeFlaw(above);
      f.x.meter().leave();
    }
  }

  private TemplateException strayReturn() {
    String name = environment.earlyReturn().orElse("return");
    return TemplateException.of("MacroReturn", name + "() was called outside of a macro");
  }

  private Frame frame(Context context, Execution x, TextBuilder out) {
    Compiled code = compiled();
    boolean escapes = environment.syntax().escapes();
    var names = new Names(context, environment.globals(), new Blocks(code.blocks), escapes);
    return new Frame(code.function, null, names, x, out);
  }

  /// A macro whose free names are looked up in `context`. Its siblings at the top level are visible
  /// to it by their names; what else the top level does is not done.
  ///
  /// @param index which of [#macros]
  public HostValue bind(int index, Context context) {
    return new BoundMacro(this, index, context);
  }

  /// The code of one of [#macros].
  MacroCode macro(int index) {
    return compiled().macros.get(index).code;
  }

  /// A frame of the top level in which nothing has run but the definitions of macros.
  Frame definitions(Context context, Execution x) {
    var f = frame(context, x, TextBuilder.charged(x.meter()));
    for (TopMacro macro : compiled().macros) {
      f.slots[macro.slot] = new MacroFunction(macro.code, f);
    }
    return f;
  }
}
