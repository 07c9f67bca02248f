package dev.bailey.warehouse.postgres;

import dev.bailey.engine.adapter.WarehouseException;
import dev.bailey.registry.tls.TrustedSockets;
import dev.bailey.warehouse.settings.PostgresSettings.Tls;
import dev.bailey.warehouse.settings.SslMode;
import dev.bailey.warehouse.tls.Pem;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Encrypts a fresh connection before anything else is said, by libpq's rules for `sslmode`.
///
/// @param host the name that the certificate must be for, with `verify-full`
record TlsUpgrade(String host, Tls tls) {
  private static final int SSL_REQUEST = 80877103;

  /// The mode as libpq takes it: `prefer` when nothing is said, and `require` with a root
  /// certificate means that the certificate is checked.
  SslMode mode() {
    SslMode said = tls.mode().orElse(SslMode.PREFER);
    return said == SslMode.REQUIRE && tls.rootCertificate().isPresent() ? SslMode.VERIFY_CA : said;
  }

  /// @return the socket to talk through: encrypted, or the same one
  Socket upgrade(Socket plain) throws IOException {
    return switch (mode()) {
      case DISABLE, ALLOW -> plain;
      case PREFER -> serverAgrees(plain) ? secured(plain) : plain;
      case REQUIRE, VERIFY_CA, VERIFY_FULL -> {
        if (!serverAgrees(plain)) {
          throw new IOException("server does not support SSL, but SSL was required");
        }
        yield secured(plain);
      }
    };
  }

  private static boolean serverAgrees(Socket plain) throws IOException {
    plain.getOutputStream().write(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
    plain.getOutputStream().flush();
    return switch (plain.getInputStream().read()) {
      case 'S' -> true;
      case 'N' -> false;
      default -> throw new IOException("received invalid response to SSL negotiation");
    };
  }

  private Socket secured(Socket plain) throws IOException {
    var socket = (SSLSocket) sockets().createSocket(plain, host, plain.getPort(), true);
    socket.startHandshake();
    return socket;
  }

  private SSLSocketFactory sockets() throws IOException {
    try {
      var keys = Pem.keys(tls.certificate(), tls.key());
      return switch (mode()) {
        case VERIFY_FULL -> TrustedSockets.of(Pem.trust(root()), keys).named();
        case VERIFY_CA -> TrustedSockets.of(Pem.trust(root()), keys).unnamed();
        case DISABLE, ALLOW, PREFER, REQUIRE ->
            TrustedSockets.of(Pem.trustAnybody(), keys).unnamed();
      };
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the certificates of this connection: " + e.getMessage(), e);
    }
  }

  private Optional<String> root() {
    String said =
        tls.rootCertificate()
            .orElseGet(() ->
                Path.of(System.getProperty("user.home"), ".postgresql", "root.crt").toString());
    if (Pem.isText(said)) {
      return Optional.of(said);
    }
    if (said.endsWith("system") && !Files.exists(Path.of(said))) {
      return Optional.empty();
    }
    if (!Files.exists(Path.of(said))) {
      throw new WarehouseException(
          WarehouseException.Kind.REFUSED,
          ("root certificate file \"%s\" does not exist\n"
                  + "Either provide the file, use the system's trusted roots with "
                  + "sslrootcert=system, or change sslmode to disable server certificate "
                  + "verification.")
              .formatted(said));
    }
    return Optional.of(said);
  }
}
