package dev.bailey.appliance.backup;

import dev.bailey.appliance.HomeOptions;
import dev.bailey.appliance.admin.TypedPassphrase;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.appliance.config.Home;
import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.backup.Backup;
import dev.bailey.storage.backup.BackupDestination;
import dev.bailey.storage.backup.Restoring;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeySource;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bailey restore`: brings a backup back into a home without data.
@Command(
    name = "restore",
    description = {
      "Bring a backup back into a home that has no data yet. Nothing but the backups and the master"
          + " key is needed; put the master key to where the configuration has it (keys/master.key),"
          + " and configure a key of another kind in config/bailey.yaml or with --config.",
      "All of it is checked before the home has any of it. Projects that were erased since stay"
          + " erased.",
      "Exit code 1 when the backup is damaged, 2 when the home has data."
    },
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();
  @Mixin private BackupOptions backups = new BackupOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--list", description = "Only say which backups there are.")
  private boolean list;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Integer call() {
    var home = options.home();
    var configuration = options.configuration();
    var destination = backups.destination(home, configuration);
    try (var typed = new TypedPassphrase("Passphrase: ")) {
      var source = configuration.masterKey(home.masterKey(), typed::get, random);
      return list ? list(destination, source) : restore(home, destination, source);
    }
  }

  private static void refuseUnlessEmpty(Home home) {
    if (Files.exists(home.data()) && !DurableFiles.list(home.data()).isEmpty()) {
      throw new ConfigurationException(
          "there is data in %s. A backup is restored into a home without: name another with --home, or move the data away"
              .formatted(home.data()));
    }
  }

  private int list(BackupDestination destination, MasterKeySource source) {
    PrintWriter out = spec.commandLine().getOut();
    try (var scratch = Scratch.make(Optional.empty());
        var restoring = Restoring.open(destination, scratch.home().data(), source, random)) {
      restoring
          .list()
          .forEach(backup ->
              out.println(
                  "%s  made %s  %,d files, %,d bytes"
                      .formatted(backup.name(), backup.at(), backup.files(), backup.bytes())));
    }
    return 0;
  }

  private int restore(Home home, BackupDestination destination, MasterKeySource source) {
    refuseUnlessEmpty(home);
    home.prepareForRestore();
    DurableFiles.deleteTree(home.restoring().root());
    try {
      gather(home, destination, source);
      return 0;
    } finally {
      DurableFiles.deleteTree(home.restoring().root());
    }
  }

  private void gather(Home home, BackupDestination destination, MasterKeySource source) {
    PrintWriter out = spec.commandLine().getOut();
    Home staged = home.restoring();
    Backup backup;
    Map<String, byte[]> config;
    try (var restoring = Restoring.open(destination, staged.data(), source, random)) {
      backup = backups.chosen(restoring);
      out.println("Restoring the backup %s, made %s".formatted(backup.name(), backup.at()));
      out.flush();
      config = restoring.restore(backup, new Steps(out, "restored"));
    }
    List<String> different = new ConfigFiles(home, options.configuration()).write(config);
    Configuration configuration = options.configuration();
    refuseOtherDatabase(backup, configuration);
    new RestoredHome(staged, configuration, random)
        .settle(KeyRing.open(staged.keyRing(), source, random), backup);
    move(staged.data(), home.data());
    out.println(
        "%s is restored: %,d files. Start it with: bailey serve --home %s"
            .formatted(home.root(), backup.files(), home.root()));
    different.forEach(name ->
        out.println("config/" + name + " is yours, and differs from the one in the backup."));
  }

  /// The configuration that counts may be the one that was just restored.
  private static void refuseOtherDatabase(Backup backup, Configuration configuration) {
    boolean embedded = DatabaseFit.of(backup).embedded();
    if (embedded == configuration.database().isPresent()) {
      throw new ConfigurationException(
          embedded
              ? "the backup holds the embedded database, and the configuration names a PostgreSQL. Take database_url out of it"
              : "the database of this backup is a PostgreSQL, which has backups of its own. Restore that first, and name it by database_url");
    }
  }

  private static void move(Path staged, Path data) {
    if (Files.exists(data)) {
      DurableFiles.delete(data); // Empty: that was looked at.
    }
    DurableFiles.publish(staged, data);
  }
}
