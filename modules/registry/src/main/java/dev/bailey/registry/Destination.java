package dev.bailey.registry;

import java.util.Locale;
import java.util.Set;

/// A host, by name or address, and a port.
public record Destination(String host, int port) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  public Destination {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("no destination: " + host + ":" + port);
    }
  }

  /// Whether a host is this machine: what is said to it crosses no network.
  ///
  /// @param host a name or an address, in any case
  public static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
