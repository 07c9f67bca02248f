package dev.bailey.appliance.backup;

import dev.bailey.appliance.Ground;
import dev.bailey.appliance.Stores;
import dev.bailey.appliance.Version;
import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.git.Repositories;
import dev.bailey.security.audit.Audit;
import dev.bailey.storage.backup.BackupDestination;
import dev.bailey.storage.backup.Backups;
import dev.bailey.storage.backup.DirectoryDestination;
import dev.bailey.storage.backup.Part;
import dev.bailey.storage.backup.SingleFile;
import dev.bailey.storage.keys.KeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The backups of a home, as its configuration wants them.
public final class HomeBackups {
  static final String DATABASE = "database";
  static final String AUDIT_LINES = "audit_lines";
  static final String AUDIT_MAC = "audit_mac";
  static final String VERSION = "bailey";

  private final Home home;
  private final Configuration configuration;

  public HomeBackups(Home home, Configuration configuration) {
    this.home = home;
    this.configuration = configuration;
  }

  /// Where they are kept.
  public BackupDestination destination() {
    return configuration
        .backupDirectory()
        .map(named -> new DirectoryDestination(named, false))
        .orElseGet(() -> new DirectoryDestination(home.backups(), true));
  }

  /// Makes and prunes them.
  ///
  /// @param ring open as long as they are made
  public Backups on(KeyRing ring, SecureRandom random, Clock clock) {
    return new Backups(home.data(), ring, destination(), random, clock);
  }

  /// What goes into the next one.
  ///
  /// The database comes last, so that at its moment nothing of what it speaks of can go away any
  /// more.
  public Backups.Source source(Ground ground, Stores stores, Repositories repositories) {
    var parts = new LinkedHashMap<String, Part>();
    parts.put("git", repositories);
    parts.put("objects", ground.objects());
    parts.put("logs", ground.logs());
    parts.put("duckdb", new EmbeddedWarehouses(warehouses(home)));
    parts.put("", new SingleFile(home.data().resolve("ssh-host-key")));
    ground.database().files().ifPresent(files -> parts.put(DATABASE, files));
    return new Backups.Source(
        parts,
        new ConfigFiles(home, configuration).read(),
        facts(ground, stores.security().audit()));
  }

  private static Map<String, String> facts(Ground ground, Audit audit) {
    var facts = new TreeMap<String, String>();
    facts.put(VERSION, Version.bailey());
    facts.put(DATABASE, ground.database().files().isPresent() ? "embedded" : "postgresql");
    audit.list(Audit.Query.newest(1)).stream()
        .findFirst()
        .ifPresent(last -> {
          facts.put(AUDIT_LINES, Long.toString(last.number()));
          facts.put(AUDIT_MAC, last.mac());
        });
    return facts;
  }

  /// Where the embedded warehouses of a home are.
  static Path warehouses(Home home) {
    return home.data().resolve("duckdb");
  }
}
