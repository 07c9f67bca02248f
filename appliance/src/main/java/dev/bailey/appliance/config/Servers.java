package dev.bailey.appliance.config;

import dev.bailey.registry.Destination;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// Where the servers are that the configuration names.
final class Servers {
  private static final String JDBC = "jdbc:postgresql:";
  private static final int POSTGRES = 5432;
  private static final int HTTPS = 443;

  private Servers() {}

  /// @param uri `ldaps://host[:636]` or `ldap://host[:389]`
  static Destination ldap(URI uri) {
    int standard = uri.getScheme().equals("ldaps") ? 636 : 389;
    return new Destination(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : standard);
  }

  /// @param uri `https://host[:443]/…`
  static Destination https(URI uri) {
    return new Destination(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : HTTPS);
  }

  /// @param url `jdbc:postgresql://host[:port][,host[:port]]/database`, or without a host for this
  ///   machine
  static List<Destination> postgres(String url) {
    String rest = url.substring(JDBC.length()).replaceFirst("[?].*", "");
    if (!rest.startsWith("//")) {
      return List.of(new Destination("localhost", POSTGRES));
    }
    String hosts = rest.substring(2).replaceFirst("/.*", "");
    return Arrays.stream(hosts.split(",")).map(Servers::place).toList();
  }

  /// An address of IPv6 stands in brackets.
  private static Destination place(String text) {
    int colon = text.lastIndexOf(':');
    boolean port = colon > text.lastIndexOf(']');
    String host = (port ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
    return new Destination(
        host.isEmpty() ? "localhost" : host,
        port ? Integer.parseInt(text.substring(colon + 1)) : POSTGRES);
  }
}
