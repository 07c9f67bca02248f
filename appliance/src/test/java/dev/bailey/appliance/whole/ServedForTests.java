package dev.bailey.appliance.whole;

import dev.bailey.appliance.Appliance;
import java.nio.file.Path;
import java.util.Map;

/// The appliance in a process that a test may kill. Tells its port and its certificate.
final class ServedForTests {
  private ServedForTests() {}

  public static void main(String[] arguments) throws InterruptedException {
    Appliance appliance = LiveBailey.start(Path.of(arguments[0]), Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(appliance::close));
    System.out.println("port " + appliance.httpsPort());
    System.out.print(appliance.certificate());
    System.out.println("ready");
    System.out.flush();
    Thread.currentThread().join();
  }
}
