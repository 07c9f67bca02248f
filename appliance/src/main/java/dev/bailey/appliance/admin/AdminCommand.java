package dev.bailey.appliance.admin;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey admin`: for whoever may read the home and its master key, which is more than any user of
/// the appliance may. The server is stopped meanwhile (docs/decisions/0508).
@Command(
    name = "admin",
    description = "Look after a home whose server is stopped.",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeysCommand.class,
      CreateKeysCommand.class,
      RotateMasterKeyCommand.class,
      RotateDataKeysCommand.class,
      EraseProjectCommand.class,
      VerifyAuditCommand.class,
      EgressCommand.class,
      ResetPasswordCommand.class,
      RemoveSecondFactorCommand.class
    })
public final class AdminCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
