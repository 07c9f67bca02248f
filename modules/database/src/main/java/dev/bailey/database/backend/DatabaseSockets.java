package dev.bailey.database.backend;

import dev.bailey.registry.tls.Authorities;
import dev.bailey.registry.tls.ForwardingSockets;
import dev.bailey.registry.tls.TrustedSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.X509TrustManager;
import org.postgresql.PGProperty;

/// TLS sockets for the driver of PostgreSQL, which makes this object by the name of the class: as
/// all other connections have them, trusting the authorities of `sslrootcert`, else the system's.
public final class DatabaseSockets extends ForwardingSockets {
  /// @param driver the driver's properties
  public DatabaseSockets(Properties driver) {
    super(TrustedSockets.of(trust(driver), null).named());
  }

  private static X509TrustManager trust(Properties driver) {
    return Optional.ofNullable(PGProperty.SSL_ROOT_CERT.getOrDefault(driver))
        .map(DatabaseSockets::text)
        .map(Authorities::only)
        .orElseGet(() -> Authorities.trusting(""));
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("sslrootcert names a file that cannot be read", e);
    }
  }
}
