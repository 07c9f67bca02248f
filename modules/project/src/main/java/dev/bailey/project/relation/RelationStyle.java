package dev.bailey.project.relation;

import java.util.Set;

/// How a kind of warehouse names relations, and what it can do with them in place.
///
/// @param pythonName dbt's name of the class, as templates may print it: `PostgresRelation`
/// @param quoteCharacter around a quoted name
/// @param maxNameLength how many characters a name may have; `Integer.MAX_VALUE` without a limit
/// @param namesSubqueries whether a subquery after `from` needs a name
/// @param renameable the types of relation that can be renamed
/// @param replaceable the types of relation that `create or replace` replaces
/// @param indexesViews whether materialized views have indexes, which can be changed in place
public record RelationStyle(
    String pythonName,
    String quoteCharacter,
    int maxNameLength,
    boolean namesSubqueries,
    Set<String> renameable,
    Set<String> replaceable,
    boolean indexesViews) {
  public RelationStyle {
    renameable = Set.copyOf(renameable);
    replaceable = Set.copyOf(replaceable);
  }
}
