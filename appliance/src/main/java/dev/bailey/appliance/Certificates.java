package dev.bailey.appliance;

import dev.bailey.api.server.ServerException;
import dev.bailey.api.server.ServerIdentity;
import dev.bailey.api.server.ServerSettings;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.storage.object.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The certificate that the server shows.
final class Certificates {
  private Certificates() {}

  /// The operator's.
  static Optional<ServerIdentity> given(Configuration configuration) {
    try {
      return configuration
          .certificate()
          .map(pem -> ServerIdentity.ofPem(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (ServerException e) {
      throw new ConfigurationException(
          "tls_certificate and tls_key cannot be used: " + e.getMessage());
    }
  }

  /// One of our own making, kept in `objects`.
  static ServerIdentity own(
      Configuration configuration, ObjectStore objects, SecureRandom random, Clock clock) {
    return ServerIdentity.kept(new Keep(objects), names(configuration), random, clock);
  }

  /// The names that one of our own making is for.
  static List<String> names(Configuration configuration) {
    var names = new LinkedHashSet<String>();
    configuration.server().publicName().map(ServerSettings.PublicName::host).ifPresent(names::add);
    names.addAll(List.of("localhost", "127.0.0.1"));
    return List.copyOf(names);
  }
}
