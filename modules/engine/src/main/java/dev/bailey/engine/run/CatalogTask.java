package dev.bailey.engine.run;

import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.TableValue;
import dev.bailey.jinja.Rendering;
import dev.bailey.jinja.value.SetValue;
import dev.bailey.jinja.value.Str;
import dev.bailey.jinja.value.Value;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.RelationName;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.relation.Relation;
import dev.bailey.project.relation.RelationValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks the warehouse which of the project's relations exist and what columns they have.
public final class CatalogTask {
  private final Work work;

  public CatalogTask(Work work) {
    this.work = work;
  }

  /// The rows of the adapter's `get_catalog`, one for each column of each relation, by the names of
  /// their columns.
  public List<Map<String, Value>> rows(Connection connection) {
    var scene = new Scene(work, connection);
    connection.lend(
        "generate_catalog",
        Optional.empty(),
        new CommentTemplate(work).around(Optional.empty(), "generate_catalog", scene));
    try {
      var rows = new ArrayList<Map<String, Value>>();
      schemas().forEach((database, names) -> rows.addAll(ofDatabase(scene, database, names)));
      return rows;
    } finally {
      connection.release();
    }
  }

  private Map<Optional<String>, Set<String>> schemas() {
    var schemas = new LinkedHashMap<Optional<String>, Set<String>>();
    for (Node node : work.project().manifest().nodes().values()) {
      boolean hasRelation =
          node instanceof Seed
              || node instanceof Snapshot
              || (node instanceof Model && !node.isEphemeral());
      if (hasRelation) {
        add(schemas, node.relation());
      }
    }
    work.project().manifest().sources().values().forEach(s -> add(schemas, s.relation()));
    return schemas;
  }

  private static void add(Map<Optional<String>, Set<String>> schemas, RelationName relation) {
    schemas.computeIfAbsent(relation.database(), _ -> new LinkedHashSet<>()).add(relation.schema());
  }

  private List<Map<String, Value>> ofDatabase(
      Scene scene, Optional<String> database, Set<String> schemas) {
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    var path = new Relation.Path(database, Optional.empty(), Optional.empty());
    Value information =
        RelationValue.informationSchemaOf(
            Relation.of(path, work.quoting(), work.adapter().relationStyle()));
    Value names = SetValue.copyOf(schemas.stream().map(Str::of).toList());
    Value table =
        scene.callMacro(
            "get_catalog", Map.of("information_schema", information, "schemas", names), rendering);
    return table instanceof TableValue rows ? rows(rows) : List.of();
  }

  private static List<Map<String, Value>> rows(TableValue table) {
    var rows = new ArrayList<Map<String, Value>>();
    for (int i = 0; i < table.height(); i++) {
      var row = new LinkedHashMap<String, Value>();
      for (TableValue.Column column : table.columns()) {
        row.put(column.name().toLowerCase(java.util.Locale.ROOT), column.values().get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
