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

  private Program(Environment environment, Function function, Action body, List<TopMacro> macros) {
    this.environment = environment;
    this.function = function;
    this.body = body;
    this.macros = List.copyOf(macros);
  }

  /// Compiles the statements of a template.
  public static Outcome<Program> compile(List<Statement> statements, Environment environment) {
    var compilation = new Compilation(environment);
    var function = new Function();
    var scope = Scope.root(function);
    Analysis.statements(statements, scope, compilation.macroPrefix());
    var root = new Statements(compilation, scope, true, false);
    Action body = root.body(statements);
    return compilation.problems().isEmpty()
        ? Outcome.ok(new Program(environment, function, body, compilation.macros()))
        : new Outcome.Failed<>(compilation.problems());
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
    f.x.meter().enter();
    try {
      if (body.run(f) == Action.RETURN) {
        throw strayReturn();
      }
    } catch (ReturnSignal _) {
      throw strayReturn();
    } catch (StackOverflowError _) {
      throw TemplateException.of("RecursionError", "maximum recursion depth exceeded");
    } finally {
      f.x.meter().leave();
    }
  }

  private TemplateException strayReturn() {
    String name = environment.earlyReturn().orElse("return");
    return TemplateException.of("MacroReturn", name + "() was called outside of a macro");
  }

  private Frame frame(Context context, Execution x, TextBuilder out) {
    return new Frame(function, null, new Names(context, environment.globals()), x, out);
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
