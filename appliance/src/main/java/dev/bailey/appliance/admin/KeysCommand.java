package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.storage.keys.KeyOwner;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin keys`: opens the keys and says what there is.
@Command(
    name = "keys",
    description = "Open the keys, and say which there are.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var home = options.home();
    try (var ring = StoppedHome.ring(home, options.configuration(), new SecureRandom())) {
      out.println("key ring    " + home.keyRing());
      out.println("master key  " + ring.kind().word() + ", opens the ring");
      out.println(
          "data keys   %d, rotated %d times, %d of them not to the end"
              .formatted(ring.owners().size(), ring.round(), ring.due().size()));
      out.println("            %d more that only backups need".formatted(ring.retired()));
      ring.owners().stream()
          .sorted(Comparator.comparing(KeyOwner::label))
          .forEach(owner -> out.println("  " + owner.label()));
    }
    return 0;
  }
}
