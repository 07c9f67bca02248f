package dev.bailey.warehouse.egress;

import dev.bailey.engine.adapter.WarehouseException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/// Only where a rule of an administrator leads. A rule for a name does not open what the name must
/// never lead to: loopback addresses need a rule of their own, and addresses that stand for the
/// machine's surroundings (link-local, the metadata services of clouds, multicast) stay closed.
public final class AllowList implements EgressPolicy {
  private final Supplier<List<EgressRange>> ranges;
  private final Resolver resolver;

  /// @param ranges asked each time, so that a change counts at once
  public AllowList(Supplier<List<EgressRange>> ranges, Resolver resolver) {
    this.ranges = ranges;
    this.resolver = resolver;
  }

  @Override
  public InetSocketAddress admit(String host, int port) {
    List<EgressRange> open = ranges.get().stream().filter(range -> range.covers(port)).toList();
    boolean named = open.stream().anyMatch(range -> range.names(host));
    if (!named && open.stream().noneMatch(EgressRange::isAddresses)) {
      throw forbidden(host, port, "no rule allows it");
    }
    List<InetAddress> addresses = resolver.addresses(host);
    for (InetAddress address : addresses) {
      check(host, port, address, named, open);
    }
    return new InetSocketAddress(addresses.getFirst(), port);
  }

  private static void check(
      String host, int port, InetAddress address, boolean named, List<EgressRange> open) {
    boolean listed = open.stream().anyMatch(range -> range.contains(address));
    switch (AddressKind.of(address)) {
      case ORDINARY -> {
        if (!named && !listed) {
          throw forbidden(host, port, "no rule allows it");
        }
      }
      case LOOPBACK -> {
        boolean localhost = open.stream().anyMatch(EgressRange::isLocalhost);
        if (!listed && !localhost) {
          throw forbidden(host, port, "it leads to this machine itself");
        }
      }
      case SURROUNDINGS ->
          throw forbidden(host, port, "it leads to an address that is never allowed");
    }
  }

  private static WarehouseException forbidden(String host, int port, String why) {
    return new WarehouseException(
        WarehouseException.Kind.FORBIDDEN,
        "The egress policy refuses %s:%d: %s. An administrator can allow hosts and ports."
            .formatted(host, port, why));
  }
}
