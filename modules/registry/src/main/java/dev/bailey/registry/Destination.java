package dev.bailey.registry;

/// A host, by name or address, and a port.
public record Destination(String host, int port) {
  public Destination {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("no destination: " + host + ":" + port);
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
