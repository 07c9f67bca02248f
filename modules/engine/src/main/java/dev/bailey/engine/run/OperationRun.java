package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.LazyValue;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs one macro for what it does: `dbt run-operation`.
public final class OperationRun {
  private final Work work;
  private final Connection connection;

  public OperationRun(Work work, Connection connection) {
    this.work = work;
    this.connection = connection;
  }

  /// Calls the macro, which may be named with its package, and commits nothing that it left open.
  public void run(String macro, Data.Dict arguments) {
    var scene = new Scene(work, connection);
    scene.put("graph", new LazyValue(work.graph()::value));
    connection.lend(
        "macro_" + macro,
        Optional.empty(),
        new CommentTemplate(work).around(Optional.empty(), "macro_" + macro, scene));
    try {
      Rendering rendering = Scope.runRendering(Work.BUDGET);
      Operations.call(
          function(macro, scene, rendering), new Arguments(List.of(), named(arguments)), rendering);
    } finally {
      connection.release();
    }
  }

  private Value function(String macro, Scene scene, Rendering rendering) {
    int dot = macro.indexOf('.');
    String first = dot < 0 ? macro : macro.substring(0, dot);
    Value found = scene.root().find(first);
    if (found != null && dot >= 0) {
      found = Operations.attribute(found, macro.substring(dot + 1), rendering);
    }
    if (found == null || !Operations.isCallable(found)) {
      throw TemplateException.of(
          "DbtRuntimeError",
          "dbt could not find a macro with the name \"" + macro + "\" in any package");
    }
    return found;
  }

  private static Map<String, Value> named(Data.Dict arguments) {
    var named = new LinkedHashMap<String, Value>();
    arguments
        .entries()
        .forEach((key, value) -> key.asText().ifPresent(name -> named.put(name, Values.of(value))));
    return named;
  }
}
