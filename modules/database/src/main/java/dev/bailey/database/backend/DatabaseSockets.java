package dev.bailey.database.backend;

import dev.bailey.registry.tls.Authorities;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.PGProperty;

/// TLS sockets for the driver of PostgreSQL, which makes this object by the name of the class: as
/// all other connections have them, trusting the authorities of `sslrootcert`, else the system's.
public final class DatabaseSockets extends SSLSocketFactory {
  private final SSLSocketFactory sockets;

  /// @param driver the driver's properties
  public DatabaseSockets(Properties driver) {
    var trust =
        Optional.ofNullable(PGProperty.SSL_ROOT_CERT.getOrDefault(driver))
            .map(DatabaseSockets::text)
            .map(Authorities::only)
            .orElseGet(() -> Authorities.trusting(""));
    this.sockets = TrustedSockets.of(trust, null).named();
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("sslrootcert names a file that cannot be read", e);
    }
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    return sockets.createSocket(connected, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return sockets.createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return sockets.createSocket(host, port, from, fromPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
