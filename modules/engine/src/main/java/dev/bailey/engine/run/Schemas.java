package dev.bailey.engine.run;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.context.WarehouseRelations;
import dev.bailey.jinja.Rendering;
import dev.bailey.project.context.Scope;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Model;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Seed;
import dev.bailey.project.manifest.SingularTest;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.UserFunction;
import dev.bailey.project.relation.Relation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the schemas that a run needs, and learns what is in those that the project uses.
final class Schemas {
  private final Work work;

  private record Place(Optional<String> database, String schema) {}

  Schemas(Work work) {
    this.work = work;
  }

  /// Makes the schemas of `selected` that do not exist, then fills the cache.
  void prepare(Collection<? extends Node> selected, Connection connection) {
    Set<Place> needed = placesOf(selected);
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    if (!needed.isEmpty()) {
      create(needed, connection, rendering);
    }
    if (work.options().populateCache()) {
      fill(
          work.options().cacheSelectedOnly()
              ? needed
              : placesOf(work.project().manifest().nodes().values()),
          connection,
          rendering);
    }
  }

  /// Learns anew what there is of a node's relation, because another run may have changed it.
  void renew(Node node, Connection connection) {
    Optional<String> database = node.relation().database();
    String schema = node.relation().schema();
    if (!work.cache().knows(database, schema)) {
      return;
    }
    Rendering rendering = Scope.runRendering(Work.BUDGET);
    var path =
        new Relation.Path(database, Optional.of(schema), Optional.of(node.relation().alias()));
    Relation name = Relation.of(path, work.quoting(), work.adapter().relationStyle());
    List<Relation> there =
        as(
            "list_" + database.orElse("") + "_" + schema,
            connection,
            relations -> relations.listNow(database, schema, rendering));
    work.cache().renew(name, there);
  }

  private static Set<Place> placesOf(Collection<? extends Node> nodes) {
    var places = new LinkedHashSet<Place>();
    for (Node node : nodes) {
      if (hasRelation(node)) {
        places.add(new Place(node.relation().database(), node.relation().schema()));
      }
    }
    return places;
  }

  /// Whether the warehouse has something of the node once it ended well: dbt's `is_relational`.
  static boolean hasRelation(Node node) {
    return switch (node) {
      case Model model -> !model.isEphemeral();
      case Seed _, Snapshot _, UserFunction _ -> true;
      case GenericTest _, SingularTest _ ->
          node.config().isTrue("store_failures")
              || node.config()
                  .text("store_failures_as")
                  .filter(kind -> !kind.equals("ephemeral"))
                  .isPresent();
      default -> false;
    };
  }

  private void create(Set<Place> needed, Connection connection, Rendering rendering) {
    Map<Optional<String>, Set<String>> existing = new HashMap<>();
    for (Place place : needed) {
      Set<String> there =
          existing.computeIfAbsent(
              place.database(), database -> list(database, connection, rendering));
      if (there.add(lower(place.schema()))) {
        try {
          create(place, connection, rendering);
        } catch (WarehouseException e) {
          // Of two that create a schema at once, PostgreSQL refuses one, `if not exists` or not.
          if (!list(place.database(), connection, rendering).contains(lower(place.schema()))) {
            throw e;
          }
        }
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Set<String> list(Optional<String> database, Connection connection, Rendering rendering) {
    return as(
        "list_" + database.orElse(""),
        connection,
        relations -> {
          var there = new LinkedHashSet<String>();
          relations.schemas(database, rendering).forEach(name -> there.add(lower(name)));
          return there;
        });
  }

  private void create(Place place, Connection connection, Rendering rendering) {
    var path = new Relation.Path(place.database(), Optional.of(place.schema()), Optional.empty());
    as(
        "create_" + place.database().orElse("") + "_" + place.schema(),
        connection,
        relations -> {
          relations.createSchema(
              Relation.of(path, work.quoting(), work.adapter().relationStyle()), rendering);
          return path;
        });
  }

  private void fill(Set<Place> places, Connection connection, Rendering rendering) {
    for (Place place : places) {
      as(
          "list_" + place.database().orElse("") + "_" + place.schema(),
          connection,
          relations -> relations.list(place.database(), place.schema(), rendering));
    }
    link(connection, rendering);
  }

  /// Learns which relations a warehouse drops along with another, where its adapter can tell.
  private void link(Connection connection, Rendering rendering) {
    String macro = work.adapter().type() + "_get_relations";
    if (work.project().macros().find(work.project().config().name(), macro).isEmpty()) {
      return;
    }
    as(
        "master",
        connection,
        relations -> {
          relations.link(macro, work.project().options().target().database(), rendering);
          return macro;
        });
  }

  private interface Step<T> {
    T with(WarehouseRelations relations);
  }

  /// Does a step over the connection under a name of its own.
  private <T> T as(String name, Connection connection, Step<T> step) {
    var scene = new Scene(work, connection);
    connection.lend(
        name, Optional.empty(), new CommentTemplate(work).around(Optional.empty(), name, scene));
    try {
      return step.with(new WarehouseRelations(scene.place()));
    } finally {
      connection.release();
    }
  }
}
