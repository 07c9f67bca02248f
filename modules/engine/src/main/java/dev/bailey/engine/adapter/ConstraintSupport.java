package dev.bailey.engine.adapter;

/// What a kind of warehouse makes of a type of constraint.
public enum ConstraintSupport {
  ENFORCED,
  NOT_ENFORCED,
  NOT_SUPPORTED
}
