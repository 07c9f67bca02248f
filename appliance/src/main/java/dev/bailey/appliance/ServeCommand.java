package dev.bailey.appliance;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `bailey serve`: runs the appliance until it is told to stop.
@Command(
    name = "serve",
    description = "Run the appliance until it is interrupted.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private HomeOptions options = new HomeOptions();

  @Override
  public Integer call() throws InterruptedException {
    var place = options.home();
    place.prepare();
    var configuration = options.configuration();
    var serving =
        new Serving(place, configuration, Clock.systemUTC(), new SecureRandom(), System.out);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(serving)));
    serving.run();
    return 0;
  }

  private static void stop(Serving serving) {
    try {
      serving.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
