package dev.bailey.appliance;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.registry.Destination;
import dev.bailey.security.provider.Gate;
import dev.bailey.security.provider.ProviderException;
import dev.bailey.warehouse.egress.EgressPolicy;
import java.net.InetSocketAddress;

/// Lets identity providers be asked where warehouses may be.
record ProviderGate(EgressPolicy egress) implements Gate {
  @Override
  public InetSocketAddress admit(Destination destination) {
    try {
      return egress.admit(destination.host(), destination.port());
    } catch (WarehouseException e) {
      throw ProviderException.unavailable(String.valueOf(e.getMessage()));
    }
  }
}
