package dev.bailey.registry.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocketFactory;

/// Makes TLS sockets that are connected to one address, whatever the host's name means by the time
/// of connecting. The certificate is still checked against the name.
///
/// The JDK's HTTPS client first asks for a socket without TLS, connects that, and then asks for TLS
/// over it.
final class PinnedSockets extends ForwardingSockets {
  private final InetSocketAddress address;

  PinnedSockets(InetSocketAddress address, SSLSocketFactory tls) {
    super(tls);
    this.address = address;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress named, int timeout) throws IOException {
        super.connect(address, timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw elsewhere();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw elsewhere();
  }

  private static IllegalStateException elsewhere() {
    return new IllegalStateException("the HTTPS client connects in another way than it used to");
  }
}
