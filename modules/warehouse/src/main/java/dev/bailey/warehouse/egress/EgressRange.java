package dev.bailey.warehouse.egress;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// A rule of the allow-list.
///
/// @param host a name, a name with `*.` in front for all names below it, an address, or a range of
///   addresses such as `10.1.0.0/16`
/// @param firstPort the first of the ports that are open
/// @param lastPort the last of them
public record EgressRange(String host, int firstPort, int lastPort) {
  public EgressRange {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isBlank() || firstPort < 1 || lastPort > 65535 || firstPort > lastPort) {
      throw new IllegalArgumentException(
          "no egress rule: %s, ports %d to %d".formatted(host, firstPort, lastPort));
    }
  }

  boolean covers(int port) {
    return firstPort <= port && port <= lastPort;
  }

  /// Whether the rule is for this name.
  boolean names(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    if (host.startsWith("*.")) {
      return wanted.endsWith(host.substring(1)) && wanted.length() > host.length() - 1;
    }
    return wanted.equals(host);
  }

  boolean isLocalhost() {
    return host.equals("localhost");
  }

  /// Whether the rule is for an address or a range of addresses, rather than for names.
  boolean isAddresses() {
    return network().isPresent();
  }

  /// Whether the rule is for this address.
  boolean contains(InetAddress address) {
    return network()
        .filter(network -> network.getAddress().length == address.getAddress().length)
        .filter(network -> sameBits(network.getAddress(), address.getAddress(), prefix(network)))
        .isPresent();
  }

  private Optional<InetAddress> network() {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceFirst("/\\d{1,3}$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private int prefix(InetAddress network) {
    int all = network.getAddress().length * 8;
    int slash = host.indexOf('/');
    return slash < 0 ? all : Math.min(all, Integer.parseInt(host.substring(slash + 1)));
  }

  private static boolean sameBits(byte[] one, byte[] other, int bits) {
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
