package dev.bailey.appliance.packages;

import dev.bailey.engine.adapter.WarehouseException;

/// What to do when the egress policy is in the way.
final class Egress {
  private Egress() {}

  static String remedy(WarehouseException refusal) {
    return refusal.kind() == WarehouseException.Kind.FORBIDDEN
        ? " Name the host in `egress_allow` of bailey.yaml, or among the administrators' egress rules."
        : "";
  }
}
