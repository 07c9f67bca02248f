package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bailey admin rotate-master-key`: gives the ring another master key, of the same kind or of
/// another.
@Command(
    name = "rotate-master-key",
    description = {
      "Put all data keys under another master key, at once. No data is written anew.",
      "The new key is the one that the configuration names. When the old one was configured in"
          + " another way, name a copy of the old configuration with --old-config."
    },
    mixinStandardHelpOptions = true)
final class RotateMasterKeyCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--old-config",
      description = "The configuration that opens the keys now (default: the present one).")
  private Optional<Path> oldConfig = Optional.empty();

  @Override
  public Integer call() {
    var home = options.home();
    StoppedHome.requireKeys(home);
    var configuration = options.configuration();
    var random = new SecureRandom();
    MasterKeySource.Kind before;
    int code;
    try (var old = new TypedPassphrase("Present passphrase: ");
        var next = new TypedPassphrase("New passphrase: ")) {
      var present = oldConfiguration(configuration).masterKey(home.masterKey(), old::get, random);
      try (var ring = KeyRing.open(home.keyRing(), present, random)) {
        before = ring.kind();
        ring.changeMasterKey(configuration.masterKey(home.masterKey(), next::getTwice, random));
        code = BackupRing.replace(ring, options, spec.commandLine().getOut());
      }
    }
    spec.commandLine()
        .getOut()
        .println(
            "%s is under a new master key: %s, before it %s. The old one opens nothing any more."
                .formatted(home.keyRing(), configuration.masterKeyKind().word(), before.word()));
    return code;
  }

  private Configuration oldConfiguration(Configuration present) {
    return oldConfig
        .map(file -> {
          if (!Files.exists(file)) {
            throw new ConfigurationException("there is no configuration " + file);
          }
          return Configuration.read(file, System.getenv());
        })
        .orElse(present);
  }
}
