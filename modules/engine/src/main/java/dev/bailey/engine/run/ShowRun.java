package dev.bailey.engine.run;

import dev.bailey.engine.adapter.Result;
import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.TableTexts;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.Int;
import dev.bailey.jinja.value.None;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.TemplateException;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.compile.CompiledNode;
import dev.bailey.project.context.Scope;
import dev.bailey.project.context.ThreadName;
import dev.bailey.project.manifest.InlineQuery;
import dev.bailey.project.manifest.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the query of a node and gives its first rows, for `dbt show`.
public final class ShowRun {
  private final Work work;
  private final Node node;
  private final Connection connection;

  public ShowRun(Work work, Node node, Connection connection) {
    this.work = work;
    this.node = node;
    this.connection = connection;
  }

  /// What a query gave.
  ///
  /// @param preview the rows as text
  /// @param result what is kept of it: its SQL, and none of its rows
  public record Shown(String preview, NodeResult result) {}

  /// Runs the query.
  ///
  /// @param json whether the rows are wanted as JSON, else as a table
  public Shown show(boolean json) {
    Instant begun = Instant.now();
    var scene = new Scene(work, connection);
    connection.lend(
        node.uniqueId(),
        Optional.of(node.uniqueId()),
        new CommentTemplate(work).around(Optional.of(node), node.uniqueId(), scene));
    try {
      Rendering rendering = Scope.runRendering(Work.BUDGET);
      CompiledNode compiled = work.compiler().compile(node, _ -> scene);
      String sql = limited(compiled, scene, rendering);
      Result result =
          connection.execute(sql, true, true, work.options().limit().orElse(-1), List.of());
      TableValue table = TableValue.of(result.rows(), _ -> {}, rendering);
      Optional<String> name =
          node instanceof InlineQuery ? Optional.empty() : Optional.of(node.name());
      return new Shown(text(name, table, json, rendering), result(compiled.with(sql), begun));
    } catch (TemplateException | WarehouseException e) {
      throw TemplateException.of("DbtRuntimeError", work.failure().message(e, node));
    } finally {
      connection.release();
    }
  }

  private NodeResult result(CompiledNode compiled, Instant begun) {
    Instant end = Instant.now();
    return new NodeResult(
        node,
        NodeResult.Outcome.of(Status.SUCCESS, "").with(Optional.of(compiled), false),
        List.of(
            new NodeResult.Timing("compile", begun, begun),
            new NodeResult.Timing("execute", begun, end)),
        ThreadName.current(),
        Duration.between(begun, end));
  }

  /// Runs a query as it is, whatever the project holds.
  public static String direct(String sql, Connection connection, Work work, boolean json) {
    connection.lend("inline_query", Optional.empty(), text -> text);
    try {
      Rendering rendering = Scope.runRendering(Work.BUDGET);
      Result result =
          connection.execute(sql, true, true, work.options().limit().orElse(-1), List.of());
      TableValue table = TableValue.of(result.rows(), _ -> {}, rendering);
      return text(Optional.empty(), table, json, rendering);
    } finally {
      connection.release();
    }
  }

  private static String text(
      Optional<String> name, TableValue table, boolean json, Rendering rendering) {
    return json ? TableTexts.json(name, table, rendering) : TableTexts.table(table) + "\n";
  }

  private String limited(CompiledNode compiled, Scene scene, Rendering rendering) {
    Map<String, Value> named = new HashMap<>();
    named.put("compiled_code", Str.of(compiled.code()));
    named.put("sql_header", node.config().text("sql_header").<Value>map(Str::of).orElse(None.NONE));
    named.put("limit", work.options().limit().<Value>map(Int::of).orElse(None.NONE));
    return scene.callMacro("get_show_sql", named, rendering).str();
  }
}
