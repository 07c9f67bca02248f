package dev.bailey.database.backend;

import dev.bailey.registry.Destination;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Where an external PostgreSQL is. Across a network, it must prove its name by TLS.
///
/// @param url such as `jdbc:postgresql://db.example:5432/bailey?sslrootcert=/etc/ssl/db.pem`
/// @param connections at most, from this node
public record PostgresSettings(String url, String user, String password, int connections) {
  public PostgresSettings {
    Properties said = said(url);
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection is needed");
    }
    if (PGProperty.SSL_FACTORY.isPresent(said) || PGProperty.SOCKET_FACTORY.isPresent(said)) {
      throw new IllegalArgumentException(
          "sslfactory and socketFactory cannot be chosen; whom to trust is said by sslrootcert");
    }
    Optional<String> mode = mode(said);
    if (!isHere(said) && mode.filter("verify-full"::equals).isEmpty()) {
      throw new IllegalArgumentException(
          "sslmode=%s would let others read along, or be the database; leave it out, or say verify-full"
              .formatted(mode.orElse("")));
    }
  }

  private static Properties said(String url) {
    Properties said = url.startsWith("jdbc:postgresql:") ? Driver.parseURL(url, null) : null;
    if (said == null) {
      throw new IllegalArgumentException(
          "it must be like jdbc:postgresql://db.example.com:5432/bailey");
    }
    return said;
  }

  /// Unless somebody says otherwise, only a server that proves its name will do.
  private static Optional<String> mode(Properties said) {
    return Optional.ofNullable(PGProperty.SSL_MODE.getOrNull(said))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .or(() -> isHere(said) ? Optional.empty() : Optional.of("verify-full"));
  }

  private static boolean isHere(Properties said) {
    return Arrays.stream(hosts(said).split(","))
        .map(host -> host.replaceAll("[\\[\\]]", ""))
        .allMatch(Destination::isLoopback);
  }

  private static String hosts(Properties said) {
    return Optional.ofNullable(PGProperty.PG_HOST.getOrDefault(said)).orElse("localhost");
  }

  /// The server's name, or the names of several.
  String hosts() {
    return hosts(said(url));
  }

  /// What the driver is told besides the URL.
  Properties properties() {
    var all = new Properties();
    if (mode(said(url)).filter("verify-full"::equals).isPresent()) {
      all.setProperty(PGProperty.SSL_MODE.getName(), "verify-full");
      all.setProperty(PGProperty.SSL_FACTORY.getName(), DatabaseSockets.class.getName());
    }
    return all;
  }

  @Override
  public String toString() {
    return "PostgresSettings[%s as %s]".formatted(url, user);
  }
}
