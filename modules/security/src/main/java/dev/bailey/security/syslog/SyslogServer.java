package dev.bailey.security.syslog;

import dev.bailey.registry.Destination;
import dev.bailey.registry.tls.TlsRefusal;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;

/// A syslog server that is told things over TLS (RFC 5425).
///
/// Syslog has no acknowledgement of its own. The end of a TLS connection serves as one: we say that
/// we are done, and the server, having read that, ends its side. So it had read all before, too.
///
/// @param host how this appliance calls itself
/// @param patience for connecting, and for the end of the connection
public record SyslogServer(
    Destination place, TrustedSockets sockets, String host, Duration patience) {

  /// Tells messages, and returns when all of them arrived.
  ///
  /// @param frames as [SyslogMessage] makes them
  /// @throws IOException when it is not known that they did
  public void tell(List<byte[]> frames) throws IOException {
    try (SSLSocket socket = sockets.connect(place, patience)) {
      var out = socket.getOutputStream();
      for (byte[] frame : frames) {
        out.write(frame);
      }
      out.flush();
      socket.shutdownOutput();
      awaitEnd(socket);
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "%s did not answer within %d seconds".formatted(place, patience.toSeconds()), e);
    } catch (IOException e) {
      throw TlsRefusal.of(e, "syslog_authorities")
          .map(refusal -> new IOException(refusal.of(place.toString()), e))
          .orElse(e);
    }
  }

  private static void awaitEnd(SSLSocket socket) throws IOException {
    var in = socket.getInputStream();
    byte[] ignored = new byte[256];
    while (in.read(ignored) >= 0) {
      // Servers say nothing; what they say nevertheless is not for us.
    }
  }
}
