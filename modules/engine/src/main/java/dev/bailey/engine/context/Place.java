package dev.bailey.engine.context;

import dev.bailey.engine.adapter.Adapter;
import dev.bailey.engine.connection.Connection;
import dev.bailey.engine.connection.RelationCache;
import dev.bailey.project.relation.Relation;

/// Where a template runs: everything that the functions of the engine work with.
///
/// @param adapter the kind of warehouse
/// @param connection the thread's
/// @param cache shared by all threads
/// @param quoting the project's
/// @param macros calls macros of the root project
/// @param notices hears what the template says
public record Place(
    Adapter adapter,
    Connection connection,
    RelationCache cache,
    Relation.Policy quoting,
    MacroCalls macros,
    Notices notices) {

  /// A relation with that name, quoted as the project says.
  Relation relation(Relation.Path path) {
    return Relation.of(path, quoting, adapter.relationStyle());
  }
}
