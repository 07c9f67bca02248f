package dev.bailey.git.store;

import org.eclipse.jgit.lib.Config;

/// What a repository's configuration says. It is code and not a file: nobody can change it by
/// pushing or by writing to the disk.
final class Settings {
  private Settings() {}

  static void apply(Config config) {
    config.setInt("protocol", null, "version", 2);
    config.setBoolean("uploadpack", null, "allowFilter", true);
    config.setBoolean("core", null, "logAllRefUpdates", true);
    config.setString("http", null, "followRedirects", "false");
    config.setBoolean("http", null, "sslVerify", true);
    config.setInt("pack", null, "threads", 1);
  }
}
