package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.backup.HomeBackups;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.KeyRing;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;

/// The copy of the key ring that is kept with the backups, after a command has changed the ring.
final class BackupRing {
  private BackupRing() {}

  /// Replaces it, or says that it is an old one.
  ///
  /// @return the exit code
  static int replace(KeyRing ring, HomeOptions options, PrintWriter out) {
    var backups = new HomeBackups(options.home(), options.configuration());
    try {
      backups.on(ring, new SecureRandom(), Clock.systemUTC()).replaceRing();
      return 0;
    } catch (StorageException e) {
      out.println(
          "The key ring with the backups in %s is still the one before: %s"
              .formatted(backups.destination(), e.getMessage()));
      out.println("It is replaced by the next start of the server that reaches them.");
      return 1;
    }
  }
}
