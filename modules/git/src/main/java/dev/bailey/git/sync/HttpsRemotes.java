package dev.bailey.git.sync;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/// Connections over HTTPS that trust who we say, check the host's name, and take nothing from the
/// machine's settings.
final class HttpsRemotes implements HttpConnectionFactory {
  private final JDKHttpConnectionFactory connections = new JDKHttpConnectionFactory();
  private final TrustManager[] trust;
  private final SecureRandom random;

  HttpsRemotes(TrustManager[] trust, SecureRandom random) {
    this.trust = trust;
    this.random = random;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    if (!url.getProtocol().equals("https")) {
      throw new IOException("only HTTPS is spoken to git hosts");
    }
    var connection = connections.create(url, proxy);
    try {
      connection.configure(null, trust, random);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up", e);
    }
    return connection;
  }
}
