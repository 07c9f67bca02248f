package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that works on a home.
public final class HomeOptions {
  @Option(
      names = "--home",
      defaultValue = "${BAILEY_HOME:-bailey-home}",
      description = "The directory that holds everything (default: $BAILEY_HOME or ./bailey-home).")
  private Path home = Path.of("bailey-home");

  @Option(
      names = "--config",
      description = "The configuration (default: config/bailey.yaml in the home).")
  private Optional<Path> config = Optional.empty();

  /// The home.
  public Home home() {
    return new Home(home);
  }

  /// What the operator decided for it.
  public Configuration configuration() {
    return Configuration.read(config.orElse(home().configuration()), System.getenv());
  }
}
