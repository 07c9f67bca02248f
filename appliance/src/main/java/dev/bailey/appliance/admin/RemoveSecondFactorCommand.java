package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin remove-second-factor`: for an administrator who has lost theirs.
@Command(
    name = "remove-second-factor",
    description = "Remove a user's second factor, which they have lost, and end their sessions.",
    mixinStandardHelpOptions = true)
final class RemoveSecondFactorCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Mixin private UserParameter user = new UserParameter();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try (var home = StoppedHome.open(options)) {
      var whose = user.in(home);
      home.security().members().removeSecondFactor(home.subject(), whose.id());
      spec.commandLine()
          .getOut()
          .println("%s signs in without a second factor now.".formatted(whose.profile().login()));
    }
    return 0;
  }
}
