package dev.bailey.appliance.backup;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.admin.StoppedHome;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.backup.Backup;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bailey backup`: makes a backup of a home whose server is stopped.
@Command(
    name = "backup",
    description = {
      "Make an encrypted backup of a home whose server is stopped, and delete outdated ones.",
      "A running server makes its backups itself, once a day, or when asked by"
          + " POST /api/bailey/v1/backups.",
      "Exit code 1 when no backup was made; the earlier ones are whole then."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var configuration = options.configuration();
    var homeBackups = new HomeBackups(options.home(), configuration);
    try (var home = open();
        var repositories = home.repositories(options.home())) {
      var audit = new BackupAudit(home.security().log(), home.subject());
      var backups = homeBackups.on(home.ground().ring(), new SecureRandom(), Clock.systemUTC());
      var source = homeBackups.source(home.ground(), home.stores(), repositories);
      Backup backup = backups.make(source, new Steps(out, "copied"));
      out.println(
          "Made the backup %s in %s: %,d files, %,d bytes."
              .formatted(backup.name(), homeBackups.destination(), backup.files(), backup.bytes()));
      out.flush();
      List<Backup> deleted = backups.prune(configuration.backupRetention());
      deleted.forEach(old -> out.println("Deleted the outdated backup " + old.name()));
      backups.replaceRing();
      audit.made(backup, deleted);
      return 0;
    }
  }

  private StoppedHome open() {
    try {
      return StoppedHome.open(options);
    } catch (StorageException e) {
      if (e.code() == StorageException.Code.IN_USE) {
        throw new StorageException(
            e.code(),
            e.getMessage()
                + ". A running server makes its backups itself; to have one now: POST /api/bailey/v1/backups",
            e);
      }
      throw e;
    }
  }
}
