package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.security.audit.Target;
import dev.bailey.storage.keys.DataKeyRotation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin rotate-data-keys`: what the server does in the background, at once.
@Command(
    name = "rotate-data-keys",
    description = {
      "Give every owner of data a new key, write what is under the old ones anew, and destroy them.",
      "Goes on with a rotation that was begun; it may be interrupted at any moment. Exit code 1 when"
          + " something is left."
    },
    mixinStandardHelpOptions = true)
final class RotateDataKeysCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (var home = StoppedHome.open(options);
        var repositories = home.repositories(options.home())) {
      var ground = home.ground();
      home.security().log().done(home.subject(), "keys.data_key_rotation_begun", Target.none());
      ground.ring().beginRotation();
      var after = DataKeyRotation.pass(ground.ring(), ground.rewritable(repositories), () -> true);
      out.println(
          "Rotation %d: %d of %d data keys are new."
              .formatted(after.round(), after.owners() - after.left(), after.owners()));
      int ring = BackupRing.replace(ground.ring(), options, out);
      return after.left() == 0 ? ring : 1;
    }
  }
}
