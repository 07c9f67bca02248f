package dev.bailey.warehouse.egress;

import java.net.InetSocketAddress;

/// Decides where on the network a connection may go (design.md, decision 5).
public interface EgressPolicy {

  /// Resolves a host, checks what it resolves to, and gives the address to connect to. Whoever asks
  /// connects to that very address, so that a name cannot mean another one a moment later.
  ///
  /// @throws dev.bailey.engine.adapter.WarehouseException when the policy forbids it, or when there
  ///   is no such host
  InetSocketAddress admit(String host, int port);

  /// Everywhere, as a shell's user may go anyway.
  static EgressPolicy everywhere() {
    return (host, port) ->
        new InetSocketAddress(Resolver.system().addresses(host).getFirst(), port);
  }
}
