package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bailey serve`: runs the appliance until it is told to stop.
@Command(
    name = "serve",
    description = "Run the appliance until it is interrupted.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--home",
      defaultValue = "${BAILEY_HOME:-bailey-home}",
      description = "The directory that holds everything (default: $BAILEY_HOME or ./bailey-home).")
  private Path home = Path.of("bailey-home");

  @Option(
      names = "--config",
      description = "The configuration (default: config/bailey.yaml in the home).")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var place = new Home(home);
    place.prepare();
    var configuration = Configuration.read(config.orElse(place.configuration()), System.getenv());
    var stopped = new CountDownLatch(1);
    try (var appliance =
        Appliance.start(place, configuration, Clock.systemUTC(), new SecureRandom())) {
      Welcome.print(appliance, System.out);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("shutdown")
                  .unstarted(() -> {
                    appliance.close();
                    stopped.countDown();
                  }));
      stopped.await();
      return 0;
    }
  }
}
