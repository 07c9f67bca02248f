package dev.bailey.git.serve;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import java.io.IOException;
import java.nio.file.Path;

/// Repositories over HTTP in a process that a test may kill. Tells its URL for Ann.
final class ServedForTests {
  private ServedForTests() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Home home = Home.open(Path.of(arguments[0]));
    home.repository();
    var git = new GitHttp(home.repositories(), new OpenDoor(), GitLimits.standard());
    System.out.println(new TestHttpServer(git).url("ann"));
    Thread.currentThread().join();
  }
}
