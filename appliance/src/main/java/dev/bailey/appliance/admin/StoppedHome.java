package dev.bailey.appliance.admin;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.git.GitLimits;
import dev.bailey.git.Repositories;
import dev.bailey.security.Security;
import dev.bailey.security.SecuritySettings;
import dev.bailey.security.Subject;
import dev.bailey.storage.keys.KeyRing;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;

/// What is in a home whose server is stopped, open for the length of one command.
///
/// @param subject who does what the command does, for the audit
public record StoppedHome(Ground ground, Stores stores, Security security, Subject subject)
    implements AutoCloseable {

  /// Opens all of it.
  ///
  /// @throws dev.bailey.storage.StorageException IN_USE while a server runs on it
  public static StoppedHome open(HomeOptions options) {
    var configuration = options.configuration();
    var random = new SecureRandom();
    var ground =
        Ground.open(
            options.home(), configuration, ring(options.home(), configuration, random), random);
    try {
      var stores = Stores.on(ground, random);
      var security =
          new Security(stores.security(), SecuritySettings.standard(), Clock.systemUTC(), random);
      return new StoppedHome(ground, stores, security, security.access().appliance("bailey admin"));
    } catch (RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  /// Opens the keys alone, asking for the passphrase if it takes one.
  static KeyRing ring(Home home, Configuration configuration, SecureRandom random) {
    requireKeys(home);
    try (var typed = new TypedPassphrase("Passphrase: ")) {
      return KeyRing.open(
          home.keyRing(), configuration.masterKey(home.masterKey(), typed::get, random), random);
    }
  }

  /// The repositories that are hosted or followed here.
  public Repositories repositories(Home home) {
    return new Repositories(
        home.data().resolve("git"),
        ground.ring(),
        new SecureRandom(),
        GitLimits.standard(),
        Clock.systemUTC());
  }

  /// @throws ConfigurationException when this is no home that was ever used
  static void requireKeys(Home home) {
    if (!Files.exists(home.keyRing())) {
      throw new ConfigurationException(
          "there are no keys in %s. Name the home with --home".formatted(home.root()));
    }
  }

  @Override
  public void close() {
    ground.close();
  }
}
