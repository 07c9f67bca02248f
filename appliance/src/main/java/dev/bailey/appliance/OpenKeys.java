package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.security.AuditLog;
import dev.bailey.security.Subject;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The keys once they are open, and what became of the attempts to open them.
///
/// @param attempts at the passphrase, the one that fitted included; none when nobody had to give
///   one
record OpenKeys(KeyRing ring, List<Attempt> attempts) {

  /// An attempt at the passphrase of a sealed appliance.
  record Attempt(Instant at, String address, boolean fitted) {}

  OpenKeys {
    attempts = List.copyOf(attempts);
  }

  /// Opens them without asking anybody.
  ///
  /// @throws ConfigurationException when only somebody can open them
  static OpenKeys unasked(Home home, Configuration configuration, SecureRandom random) {
    var source =
        configuration.masterKey(
            home.masterKey(),
            () -> {
              throw new ConfigurationException(
                  "the master key is a passphrase, and nobody is here to give it");
            },
            random);
    return new OpenKeys(KeyRing.open(home.keyRing(), source, random), List.of());
  }

  /// What was done while nothing could be written is in the audit from the first moment that it
  /// can.
  void writeTo(AuditLog log, Subject appliance) {
    for (var attempt : attempts) {
      var details = Map.of("address", attempt.address(), "attempted_at", attempt.at().toString());
      if (attempt.fitted()) {
        log.done(appliance, "keys.unsealed", Target.none(), details);
      } else {
        log.refused(appliance, "keys.unseal_failed", Target.none(), details);
      }
    }
  }
}
