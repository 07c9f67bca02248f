package dev.bailey.appliance.backup;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.admin.TypedPassphrase;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupDestination;
import dev.bailey.storage.backup.Restoring;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bailey verify-backup`: proves that a backup restores, by restoring it.
@Command(
    name = "verify-backup",
    description = {
      "Restore a backup into a directory that is deleted afterwards, and look at all of it: every"
          + " file against what was written, the database and its audit, every artifact and log,"
          + " every object of every repository, every row of the embedded warehouses.",
      "The home's server may run meanwhile. Exit code 1 when anything is damaged; it is named."
    },
    mixinStandardHelpOptions = true)
public final class VerifyBackupCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Mixin private BackupOptions backups = new BackupOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scratch",
      paramLabel = "DIRECTORY",
      description =
          "Where there is room for all of it, encrypted (default: the system's temporary directory).")
  private Optional<Path> scratch = Optional.empty();

  private final SecureRandom random = new SecureRandom();

  @Override
  public Integer call() {
    var home = options.home();
    var configuration = options.configuration();
    try (var place = Scratch.make(scratch);
        var typed = new TypedPassphrase("Passphrase: ")) {
      var source = configuration.masterKey(home.masterKey(), typed::get, random);
      return verify(backups.destination(home, configuration), place.home(), source);
    }
  }

  private int verify(BackupDestination destination, Home place, MasterKeySource source) {
    PrintWriter out = spec.commandLine().getOut();
    Backup backup;
    try (var restoring = Restoring.open(destination, place.data(), source, random)) {
      backup = backups.chosen(restoring);
      out.println("Verifying the backup %s, made %s".formatted(backup.name(), backup.at()));
      out.flush();
      restoring.restore(backup, new Steps(out, "restored"));
    }
    out.println("  %,d files are what was written".formatted(backup.files()));
    out.flush();
    var proof = new BackupProof(place, backup, random);
    proof.take(
        KeyRing.open(place.keyRing(), source, random),
        found -> {
          out.println("  " + found);
          out.flush();
        });
    proof.damages().forEach(damage -> out.println("DAMAGED: " + damage));
    out.println(
        proof.damages().isEmpty()
            ? "The backup restores."
            : "%d things are damaged. Make a new backup, and look at the disk of %s."
                .formatted(proof.damages().size(), destination));
    return proof.damages().isEmpty() ? 0 : 1;
  }
}
