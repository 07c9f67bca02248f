package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.storage.keys.KeyRing;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin create-keys`: makes the keys of a new home, which with a passphrase no server may
/// do, for whoever came first would choose it.
@Command(
    name = "create-keys",
    description = {
      "Make the keys of a new home, under the master key that the configuration names.",
      "With a passphrase this comes before the first start; it is asked for, or is the first line"
          + " of standard input."
    },
    mixinStandardHelpOptions = true)
final class CreateKeysCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var home = options.home();
    var configuration = options.configuration();
    if (Files.exists(home.keyRing())) {
      throw new ConfigurationException(
          "%s has keys already. To change the master key: bailey admin rotate-master-key"
              .formatted(home.root()));
    }
    home.prepare();
    var random = new SecureRandom();
    try (var typed = new TypedPassphrase("Choose a passphrase: ")) {
      var source = configuration.masterKey(home.masterKey(), typed::getTwice, random);
      KeyRing.open(home.keyRing(), source, random).close();
    }
    spec.commandLine()
        .getOut()
        .println(
            "Made "
                + home.keyRing()
                + ", under a master key of the kind "
                + configuration.masterKeyKind().word()
                + ". Without that key all data is lost.");
    return 0;
  }
}
