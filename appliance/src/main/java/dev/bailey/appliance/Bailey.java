package dev.bailey.appliance;

import dev.bailey.appliance.admin.AdminCommand;
import dev.bailey.appliance.backup.BackupCommand;
import dev.bailey.appliance.backup.RestoreCommand;
import dev.bailey.appliance.backup.VerifyBackupCommand;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.dbt.DbtMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `bailey` command.
@Command(
    name = "bailey",
    description = "The self-hosted home for dbt projects.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      AdminCommand.class,
      BackupCommand.class,
      VerifyBackupCommand.class,
      RestoreCommand.class
    })
public final class Bailey implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs the command and ends the process with its exit code: 0 done, 1 failed, 2 used wrongly.
  public static void main(String[] arguments) {
    // dbt's own command line is parsed by the engine, not by picocli's options of ours.
    if (arguments.length > 0 && arguments[0].equals("dbt")) {
      System.exit(dbt(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    System.exit(commandLine().execute(arguments));
  }

  /// The command line of everything but `bailey dbt`.
  static CommandLine commandLine() {
    return new CommandLine(new Bailey())
        .setExecutionExceptionHandler((problem, line, _) -> {
          line.getErr().println("bailey: " + explain(problem));
          return problem instanceof ConfigurationException ? 2 : 1;
        });
  }

  private static int dbt(String[] arguments) {
    var directory = Path.of("").toAbsolutePath();
    return new DbtMain(System.getenv(), directory, System.out).run(List.of(arguments));
  }

  private static String explain(Exception problem) {
    String message = problem.getMessage();
    return message == null ? problem.toString() : message;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(System.out);
    return 2;
  }
}
