package dev.bailey.registry.tls;

import dev.bailey.registry.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// TLS for HTTPS clients that connect to one address each, and trust the system's authorities and
/// the operator's own.
public final class TrustedSockets {
  private final SSLSocketFactory tls;

  private TrustedSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /// @param authorities certificates in PEM that are trusted besides the system's; may be empty
  /// @throws IllegalArgumentException when they are none
  public static TrustedSockets trusting(String authorities) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, Authorities.trusting(authorities), new SecureRandom());
      return new TrustedSockets(context.getSocketFactory());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /// Sockets for an [javax.net.ssl.HttpsURLConnection] that are connected to this address, whatever
  /// the host's name means by then. The certificate is still checked against the name.
  public SSLSocketFactory to(InetSocketAddress address) {
    return new PinnedSockets(address, tls);
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
      var socket = (SSLSocket) tls.createSocket(plain, server.host(), server.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
