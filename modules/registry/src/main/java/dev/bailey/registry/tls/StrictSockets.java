package dev.bailey.registry.tls;

import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Makes sockets that speak TLS 1.2 or 1.3 alone, and that ask for a certificate of the server's
/// name by themselves, so that no client can forget to.
final class StrictSockets extends ForwardingSockets {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final boolean named;

  /// @param named whether the certificate must be for the server's name
  StrictSockets(SSLSocketFactory tls, boolean named) {
    super(tls);
    this.named = named;
  }

  @Override
  protected Socket made(Socket made) {
    var socket = (SSLSocket) made;
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    if (named) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }
}
