package dev.bailey.warehouse.egress;

import dev.bailey.engine.adapter.WarehouseException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Turns a name into addresses.
public interface Resolver {

  /// The addresses of a host, never none.
  ///
  /// @throws WarehouseException when there is no such host
  List<InetAddress> addresses(String host);

  /// The resolver of the operating system.
  static Resolver system() {
    return host -> {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        throw new WarehouseException(
            WarehouseException.Kind.UNREACHABLE,
            "could not translate host name \"%s\" to address: Name or service not known"
                .formatted(host),
            e);
      }
    };
  }
}
