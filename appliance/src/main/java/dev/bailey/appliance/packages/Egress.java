package dev.bailey.appliance.packages;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.git.GitException;

/// What to do when the egress policy is in the way.
final class Egress {
  private static final String REMEDY =
      " Name the host in `egress_allow` of bailey.yaml, or among the administrators' egress rules.";

  private Egress() {}

  static String remedy(WarehouseException refusal) {
    return refusal.kind() == WarehouseException.Kind.FORBIDDEN ? REMEDY : "";
  }

  static String remedy(GitException refusal) {
    return refusal.code() == GitException.Code.REFUSED ? REMEDY : "";
  }
}
