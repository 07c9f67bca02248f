package dev.bailey.warehouse.postgres;

import dev.bailey.warehouse.settings.PostgresSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/// The network side of one session: the address that the egress policy admitted, how it is
/// encrypted, and how many bytes of a result may still come in.
///
/// The driver makes its own sockets, also for cancelling; [LineSockets] makes them by this.
///
/// @param address where each socket connects to, whatever the driver asks for
/// @param tls how it is encrypted
/// @param keepalivesIdle in seconds; 0 leaves it to the system
/// @param left bytes that may still be received
record Line(InetSocketAddress address, TlsUpgrade tls, int keepalivesIdle, AtomicLong left) {

  /// What the driver's properties call it.
  static final String PROPERTY = "dev.bailey.line";

  static Line of(PostgresSettings settings, InetSocketAddress address, PostgresSettings.Tls tls) {
    return new Line(
        address,
        new TlsUpgrade(settings.host(), tls),
        settings.keepalivesIdle(),
        new AtomicLong(Long.MAX_VALUE));
  }

  void allow(long bytes) {
    left.set(bytes);
  }

  void received(long bytes) throws IOException {
    if (left.addAndGet(-bytes) < 0) {
      throw new TooMuch();
    }
  }

  /// More came in than was allowed. The connection cannot be used any more, because the rest of the
  /// result is still on its way.
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;

    TooMuch() {
      super("the result is larger than its budget");
    }
  }
}
