package dev.bailey.git.sync;

import dev.bailey.registry.Destination;
import java.net.InetSocketAddress;

/// Decides where on the network git may go: the port to the egress policy.
@FunctionalInterface
public interface Gate {

  /// Refuses a host that no administrator allowed. Asked before every connection, which then goes
  /// to the very address that is given here: what the name means a moment later does not matter.
  ///
  /// @throws dev.bailey.git.GitException REFUSED, UNREACHABLE
  InetSocketAddress admit(Destination destination);
}
