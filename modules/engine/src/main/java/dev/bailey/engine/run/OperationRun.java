package dev.bailey.engine.run;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Runs one macro for what it does: `dbt run-operation`.
public final class OperationRun {
  private final Work work;
  private final Connection connection;

  public OperationRun(Work work, Connection connection) {
    this.work = work;
    this.connection = connection;
  }

  /// Calls the macro, which may be named with its package; what it leaves open is rolled back.
  ///
  /// @throws TemplateException when there is no such macro
  public NodeResult run(String macro, Data.Dict arguments) {
    MacroCatalog.Entry entry = find(macro);
    var scene = new Scene(work, connection);
    connection.lend(
        "macro_" + macro,
        Optional.empty(),
        new CommentTemplate(work).around(Optional.empty(), "macro_" + macro, scene));
    Instant begun = Instant.now();
    NodeResult.Outcome outcome;
    try {
      Rendering rendering = Scope.runRendering(Work.BUDGET);
      Operations.call(
          work.contexts().bind(entry, scene.root()),
          new Arguments(List.of(), named(arguments)),
          rendering);
      outcome = outcome(Status.SUCCESS, Optional.empty(), 0);
    } catch (TemplateException e) {
      outcome =
          outcome(Status.ERROR, Optional.of(work.failure().message(e, entry.definition())), 1);
    } catch (WarehouseException e) {
      outcome = outcome(Status.ERROR, Optional.of(work.failure().message(e)), 1);
    } finally {
      connection.release();
    }
    return result(entry, outcome, begun);
  }

  private static NodeResult.Outcome outcome(
      Status status, Optional<String> message, long failures) {
    return new NodeResult.Outcome(
        status, message, Optional.empty(), OptionalLong.of(failures), Optional.empty(), false);
  }

  private static NodeResult result(
      MacroCatalog.Entry entry, NodeResult.Outcome outcome, Instant begun) {
    Instant end = Instant.now();
    return new NodeResult(
        entry.definition(),
        outcome,
        List.of(
            new NodeResult.Timing("compile", begun, begun),
            new NodeResult.Timing("execute", begun, end)),
        ThreadName.current(),
        Duration.between(begun, end));
  }

  private MacroCatalog.Entry find(String macro) {
    int dot = macro.indexOf('.');
    MacroCatalog macros = work.project().macros();
    Optional<MacroCatalog.Entry> found =
        dot < 0
            ? macros.find(work.project().config().name(), macro)
            : macros.member(macro.substring(0, dot), macro.substring(dot + 1));
    return found.orElseThrow(() ->
        TemplateException.of(
            "CompilationError",
            "dbt could not find a macro with the name '%s' in any package. Check for typos,"
                    .formatted(macro)
                + " and whether its package is installed."));
  }

  private static Map<String, Value> named(Data.Dict arguments) {
    var named = new LinkedHashMap<String, Value>();
    arguments
        .entries()
        .forEach((key, value) -> key.asText().ifPresent(name -> named.put(name, Values.of(value))));
    return named;
  }
}
