package dev.bailey.security.provider;

import dev.bailey.registry.Destination;
import java.net.InetSocketAddress;

/// Decides where providers may be asked (design.md, decision 5).
@FunctionalInterface
public interface Gate {

  /// The address to connect to, and no other, for this host and port.
  ///
  /// @throws ProviderException UNAVAILABLE when it may not be reached, or there is no such host
  InetSocketAddress admit(Destination destination);
}
