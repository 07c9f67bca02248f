package dev.bailey.project.manifest;

import java.util.Optional;

/// Where a node's relation stands in the warehouse.
///
/// @param rendered dbt's `relation_name`: quoted and dotted, for those nodes that have a relation
public record RelationName(
    Optional<String> database, String schema, String alias, Optional<String> rendered) {}
