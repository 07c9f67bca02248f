package dev.bailey.appliance.whole;

import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyPassphrase;
import dev.bailey.storage.keys.Passphrase;
import dev.bailey.storage.keys.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys of a home under a passphrase, for tests that look where they must not be.
final class KeysOfHome {
  private KeysOfHome() {}

  /// Every derived key of every owner. A copy of the ring is opened: a server may run on the home.
  static Map<String, byte[]> all(Path home, String passphrase) throws IOException {
    Path copy = Files.createTempDirectory("ring").resolve("keyring");
    Files.copy(home.resolve("data/keyring"), copy);
    var random = new SecureRandom();
    var keys = new LinkedHashMap<String, byte[]>();
    try (var words = Passphrase.taking(passphrase.getBytes(StandardCharsets.UTF_8));
        var ring =
            KeyRing.open(
                copy,
                new MasterKeyPassphrase(words, MasterKeyPassphrase.Cost.standard(), random),
                random)) {
      for (var owner : ring.owners()) {
        for (var purpose : Purpose.values()) {
          try (var key = ring.key(owner, purpose)) {
            keys.put(owner.label() + " " + purpose, key.lend(byte[]::clone));
          }
        }
      }
    }
    return keys;
  }
}
