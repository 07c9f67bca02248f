package dev.bailey.appliance.whole;

import dev.bailey.appliance.Appliance;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The appliance in a process that a test may kill: its home, then its configuration as
/// `KEY=value`. Tells its port and its certificate.
final class ServedForTests {
  private ServedForTests() {}

  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> configuration =
        Stream.of(arguments)
            .skip(1)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    Appliance appliance = LiveBailey.start(Path.of(arguments[0]), configuration);
    Runtime.getRuntime().addShutdownHook(new Thread(appliance::close));
    System.out.println("port " + appliance.httpsPort());
    System.out.print(appliance.certificate());
    System.out.println("ready");
    System.out.flush();
    Thread.currentThread().join();
  }
}
