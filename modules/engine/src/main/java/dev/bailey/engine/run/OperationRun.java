package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Response;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.jinja.value.Arguments;
import dev.bailey.jinja.value.Operations;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.MacroCatalog;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.context.Values;
import dev.bailey.project.manifest.Data;
import dev.bailey.project.manifest.InlineQuery;
import dev.bailey.project.manifest.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Runs one macro, or one query, for what it does: `dbt run-operation`.
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
    return run(
        entry.definition(),
        "macro_" + macro,
        scene -> {
          Operations.call(
              work.contexts().bind(entry, scene.root()),
              new Arguments(List.of(), named(arguments)),
              Scope.runRendering(Work.BUDGET));
          return outcome(Status.SUCCESS, Optional.empty(), Optional.empty(), 0);
        });
  }

  /// Sends a query, in a transaction that is rolled back unless the query itself commits it.
  public NodeResult run(InlineQuery query) {
    return run(
        query,
        query.name(),
        scene -> {
          String sql = work.compiler().compile(query, _ -> scene).code();
          Response response = connection.execute(sql, true, false, -1, List.of()).response();
          return outcome(Status.SUCCESS, Optional.of(response.message()), Optional.of(response), 0);
        });
  }

  private interface Deed {
    NodeResult.Outcome perform(Scene scene);
  }

  private NodeResult run(Resource what, String name, Deed deed) {
    var scene = new Scene(work, connection);
    connection.lend(
        name, Optional.empty(), new CommentTemplate(work).around(Optional.empty(), name, scene));
    Instant begun = Instant.now();
    NodeResult.Outcome outcome;
    try {
      outcome = deed.perform(scene);
    } catch (TemplateException e) {
      outcome = failed(work.failure().message(e, what));
    } catch (WarehouseException e) {
      outcome = failed(work.failure().message(e));
    } finally {
      connection.release();
    }
    return result(what, outcome, begun);
  }

  private static NodeResult.Outcome failed(String message) {
    return outcome(Status.ERROR, Optional.of(message), Optional.empty(), 1);
  }

  private static NodeResult.Outcome outcome(
      Status status, Optional<String> message, Optional<Response> response, long failures) {
    return new NodeResult.Outcome(
        status, message, response, OptionalLong.of(failures), Optional.empty(), false);
  }

  private static NodeResult result(Resource what, NodeResult.Outcome outcome, Instant begun) {
    Instant end = Instant.now();
    return new NodeResult(
        what,
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
