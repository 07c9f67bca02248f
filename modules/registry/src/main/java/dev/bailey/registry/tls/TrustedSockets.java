package dev.bailey.registry.tls;

import dev.bailey.registry.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS for whatever connects from here: 1.2 or 1.3, with servers that show a certificate for their
/// name. Every client of the product makes its sockets by this (docs/decisions/0713).
public final class TrustedSockets {
  private final SSLSocketFactory tls;

  private TrustedSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /// For servers that the system's authorities or the operator's own vouch for.
  ///
  /// @param authorities certificates in PEM that are trusted besides the system's; may be empty
  /// @throws IllegalArgumentException when they are none
  public static TrustedSockets trusting(String authorities) {
    return of(Authorities.trusting(authorities), null);
  }

  /// @param trust who judges servers, of [Authorities]
  /// @param keys what is shown to a server that asks; null for nothing
  public static TrustedSockets of(X509TrustManager trust, KeyManager @Nullable [] keys) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, new SecureRandom());
      return new TrustedSockets(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /// Sockets that check the server's certificate against the name that they are asked for.
  public SSLSocketFactory named() {
    return new StrictSockets(tls, true);
  }

  /// Sockets that take any name that a trusted authority has signed: PostgreSQL's `verify-ca`.
  public SSLSocketFactory unnamed() {
    return new StrictSockets(tls, false);
  }

  /// Sockets for an [javax.net.ssl.HttpsURLConnection] that are connected to this address, whatever
  /// the host's name means by then. The certificate is still checked against the name.
  public SSLSocketFactory to(InetSocketAddress address) {
    return new PinnedSockets(address, named());
  }

  /// A socket with a server that showed a certificate for its name.
  ///
  /// @param patience for connecting, for the handshake, and for each read
  /// @throws IOException when it cannot be reached, or must not be trusted
  public SSLSocket connect(Destination server, Duration patience) throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(server.host(), server.port()), millis);
      plain.setSoTimeout(millis);
      var socket = (SSLSocket) named().createSocket(plain, server.host(), server.port(), true);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
