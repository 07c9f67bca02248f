package dev.bailey.git.sync;

import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/// Connections over HTTPS that trust who we say, check the host's name, go to the one address that
/// the egress policy admitted, and take nothing from the machine's settings.
final class HttpsRemotes implements HttpConnectionFactory {
  private final SSLSocketFactory sockets;

  HttpsRemotes(InetSocketAddress address, TrustedSockets sockets) {
    this.sockets = sockets.to(address);
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    if (url.openConnection(Proxy.NO_PROXY) instanceof HttpsURLConnection connection) {
      connection.setSSLSocketFactory(sockets);
      return new HttpsConnection(connection);
    }
    throw new IOException("only HTTPS is spoken to git hosts");
  }
}
