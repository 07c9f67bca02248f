package dev.bailey.appliance;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.git.GitException;
import dev.bailey.git.GitException.Code;
import dev.bailey.git.sync.Gate;
import dev.bailey.registry.Destination;
import dev.bailey.warehouse.egress.EgressPolicy;
import java.net.InetSocketAddress;

/// Lets git go where warehouses may go.
record GitGate(EgressPolicy egress) implements Gate {
  @Override
  public InetSocketAddress admit(Destination destination) {
    try {
      return egress.admit(destination.host(), destination.port());
    } catch (WarehouseException e) {
      throw new GitException(
          e.kind() == WarehouseException.Kind.FORBIDDEN ? Code.REFUSED : Code.UNREACHABLE,
          String.valueOf(e.getMessage()),
          e);
    }
  }
}
