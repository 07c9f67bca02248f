package dev.bailey.appliance.admin;

import dev.bailey.appliance.HomeOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin reset-password`: the way back in for an administrator who is locked out.
@Command(
    name = "reset-password",
    description = {
      "Give a user a one-time password in the place of theirs, and end their sessions.",
      "It is shown once, is good for three days and for nothing but choosing another."
    },
    mixinStandardHelpOptions = true)
final class ResetPasswordCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Mixin private UserParameter user = new UserParameter();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (var home = StoppedHome.open(options)) {
      var invited = home.security().members().resetPassword(home.subject(), user.in(home).id());
      out.println("login     " + invited.user().profile().login());
      out.println("password  " + invited.password().reveal());
      out.println("good until " + invited.validUntil());
      if (!invited.user().active()) {
        out.println("This user is shut out: let them in again, or the password opens nothing.");
      }
    }
    return 0;
  }
}
