package dev.bailey.warehouse.dispatch;

import dev.bailey.engine.adapter.RelationLocks;

/// Who asks for a warehouse.
///
/// @param run its name, for fairness between runs and for the audit
/// @param locks the relations that it may write; closed with the warehouse
public record Asking(String run, RelationLocks locks) {}
