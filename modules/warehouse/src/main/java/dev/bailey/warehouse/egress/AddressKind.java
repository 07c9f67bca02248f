package dev.bailey.warehouse.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What an address stands for, as far as it matters for going there.
enum AddressKind {
  /// A host like any other.
  ORDINARY,
  /// This machine.
  LOOPBACK,
  /// The network around this machine, a cloud's metadata service among it, or no host at all.
  SURROUNDINGS;

  /// Metadata services that are not link-local: Alibaba's, Azure's, Oracle's, and AWS's in IPv6.
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  static AddressKind of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || broadcast(address)
        || METADATA.contains(address.getHostAddress())) {
      return SURROUNDINGS;
    }
    return embedded(address).map(AddressKind::of).orElse(ORDINARY);
  }

  private static boolean broadcast(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address && (bytes[0] == 0 || bytes[0] == (byte) 255);
  }

  /// The IPv4 address inside an IPv6 one, as translators on the way would read it: compatible
  /// addresses, NAT64 and 6to4. Java itself unwraps the mapped ones.
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address six)) {
      return Optional.empty();
    }
    byte[] bytes = six.getAddress();
    if (six.isIPv4CompatibleAddress() || startsWith(bytes, 0x00, 0x64, 0xff, 0x9b)) {
      return Optional.of(four(bytes, 12));
    }
    return startsWith(bytes, 0x20, 0x02) ? Optional.of(four(bytes, 2)) : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[i] != (byte) prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress four(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
