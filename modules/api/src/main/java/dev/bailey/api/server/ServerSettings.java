package dev.bailey.api.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where the server listens and what it allows.
///
/// @param host the address to bind, such as `0.0.0.0`
/// @param httpsPort the port for everything; 0 takes a free one
/// @param httpPort the port that only redirects; 0 takes a free one
/// @param publicName under which people reach this server, for redirects, links and the
///   certificate; empty for the name that each caller used
/// @param limits what callers may use up
public record ServerSettings(
    String host, int httpsPort, int httpPort, Optional<PublicName> publicName, Limits limits) {
  private static final int STANDARD_PORT = 443;

  /// How people reach this server from where they are.
  ///
  /// @param port which a forwarding may make another than the one that is listened on
  public record PublicName(String host, int port) {

    /// The address that all others here begin with, such as `https://bailey.example.com`.
    public URI address() {
      return URI.create("https://" + host + (port == STANDARD_PORT ? "" : ":" + port));
    }
  }

  /// What callers may use up.
  ///
  /// @param bodyBytes how large a request's body may be; git pushes have a limit of their own
  /// @param gitBodyBytes how large a git push may be
  /// @param connections how many TCP connections may be open on each port
  /// @param idle after how long a silent connection is closed
  /// @param read how long the server waits for the next byte of a request
  public record Limits(
      long bodyBytes, long gitBodyBytes, int connections, Duration idle, Duration read) {

    /// Good for one machine of the smallest size supported.
    public static Limits standard() {
      return new Limits(16L << 20, 2L << 30, 2_000, Duration.ofMinutes(5), Duration.ofSeconds(30));
    }
  }
}
