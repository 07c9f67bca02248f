package dev.bailey.appliance.backup;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupDestination;
import dev.bailey.storage.backup.DirectoryDestination;
import dev.bailey.storage.backup.Restoring;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which backup a command is about.
final class BackupOptions {
  @Option(
      names = "--from",
      paramLabel = "DIRECTORY",
      description = "Where the backups are (default: backup_directory, or backups/ in the home).")
  private Optional<Path> from = Optional.empty();

  @Parameters(
      arity = "0..1",
      paramLabel = "BACKUP",
      description = "The name of the backup (default: the newest).")
  private Optional<String> name = Optional.empty();

  BackupDestination destination(Home home, Configuration configuration) {
    return from.<BackupDestination>map(named -> new DirectoryDestination(named, false))
        .orElseGet(() -> new HomeBackups(home, configuration).destination());
  }

  Backup chosen(Restoring restoring) {
    return name.map(restoring::find).orElseGet(restoring::newest);
  }
}
