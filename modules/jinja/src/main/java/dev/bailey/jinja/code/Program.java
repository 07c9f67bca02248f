package dev.bailey.jinja.code;

import dev.bailey.jinja.Context;
import dev.bailey.jinja.Environment;
import dev.bailey.jinja.ast.Nodes;
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
import java.util.Set;

/// A template, compiled. Immutable, and shared by threads.
public final class Program {
  /// A macro at the top level.
  ///
  /// @param slot where the top level keeps it
  public record TopMacro(Statement.Macro definition, int slot, MacroCode code) {}

  /// What a run leaves behind.
  public record Result(String text, Map<String, Value> exports) {}

  private final Environment environment;
  private final Function function;
  private final Action body;
  private final List<TopMacro> macros;
  private final List<Blocks.Code> blocks;
  private final int selfSlot;

  private Program(Compilation compilation, Function function, Action body, int selfSlot) {
    this.environment = compilation.environment();
    this.function = function;
    this.body = body;
    this.macros = List.copyOf(compilation.macros());
    this.blocks = List.copyOf(compilation.blocks());
    this.selfSlot = selfSlot;
  }

  /// Compiles the statements of a template.
  public static Outcome<Program> compile(List<Statement> statements, Environment environment) {
    boolean isExtending = !Nodes.all(statements, Statement.Extends.class).isEmpty();
    var compilation = new Compilation(environment, isExtending);
    var function = new Function();
    var scope = Scope.root(function);
    boolean usesSelf = !Analysis.undeclared(statements, Set.of("self")).isEmpty();
    if (usesSelf) {
      scope.give("self");
    }
    Analysis.statements(statements, scope, compilation.macroPrefix());
    var root =
        new Statements(compilation, scope, Statements.Level.TOP, false, compilation.escaping());
    Action body = root.body(statements);
    int selfSlot = usesSelf ? scope.find("self").orElseThrow().slot() : -1;
    return compilation.problems().isEmpty()
        ? Outcome.ok(new Program(compilation, function, body, selfSlot))
        : new Outcome.Failed<>(compilation.problems());
  }

  /// Its blocks, nested ones included.
  List<Blocks.Code> blocks() {
    return blocks;
  }

  public List<TopMacro> macros() {
    return macros;
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
    } catch (StackOverflowError _) {
      throw TemplateException.of("RecursionError", "maximum recursion depth exceeded");
    } finally {
      f.x.escape(outside);
      f.x.meter().leave();
    }
  }

  /// The template itself, and then the one that it extends, with the same names and blocks.
  private void runBody(Frame f) {
    if (selfSlot >= 0) {
      f.slots[selfSlot] = new Blocks.Self(f.names);
    }
    if (body.run(f) == Action.RETURN) {
      throw strayReturn();
    }
    Program parent = f.names.blocks().takeParent();
    if (parent != null) {
      f.x.meter().enter();
      var above = new Frame(parent.function, null, f.names, f.x, f.out);
      above.printed = f.printed;
      parent.runBody(above);
      f.x.meter().leave();
    }
  }

  private TemplateException strayReturn() {
    String name = environment.earlyReturn().orElse("return");
    return TemplateException.of("MacroReturn", name + "() was called outside of a macro");
  }

  private Frame frame(Context context, Execution x, TextBuilder out) {
    return new Frame(
        function,
        null,
        new Names(
            context, environment.globals(), new Blocks(blocks), environment.syntax().escapes()),
        x,
        out);
  }

  /// A macro whose free names are looked up in `context`. Its siblings at the top level are visible
  /// to it by their names; what else the top level does is not done.
  public HostValue bind(TopMacro macro, Context context) {
    return new BoundMacro(this, macro.code(), context);
  }

  /// A frame of the top level in which nothing has run but the definitions of macros.
  Frame definitions(Context context, Execution x) {
    var f = frame(context, x, TextBuilder.charged(x.meter()));
    for (TopMacro macro : macros) {
      f.slots[macro.slot] = new MacroFunction(macro.code, f);
    }
    return f;
  }
}
