package dev.bailey.git.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.git.GitLimits;
import dev.bailey.git.Home;
import dev.bailey.testkit.GitClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the stock `git`, over the JDK's web server.
@Tag("slow")
final class GitHttpTest implements ServingContract {
  @TempDir Path directory;

  private final OpenDoor door = new OpenDoor();
  private Home home;
  private TestHttpServer server;
  private GitClient client;

  @BeforeEach
  void start() throws IOException {
    home = Home.open(directory.resolve("home"));
    home.repository();
    server = new TestHttpServer(new GitHttp(home.repositories(), door, GitLimits.standard()));
    client = new GitClient(directory);
  }

  @AfterEach
  void stop() {
    server.close();
    home.close();
  }

  @Override
  public Home home() {
    return home;
  }

  @Override
  public OpenDoor door() {
    return door;
  }

  @Override
  public GitClient client() {
    return client;
  }

  @Override
  public String url() {
    return server.url("ann");
  }

  @Override
  public String readersUrl() {
    return server.url("bob");
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Test
  void protocolTwoIsSpokenAndOlderOnesAreUnderstood() {
    client.git(client.project("work", Map.of("a", "1")), "push", "-q", url(), "main");
    client.set("GIT_TRACE_PACKET", "1");

    assertThat(client.git(directory, "-c", "protocol.version=2", "ls-remote", url()))
        .contains("version 2", "refs/heads/main");
    assertThat(client.git(directory, "-c", "protocol.version=0", "ls-remote", url()))
        .doesNotContain("version 2")
        .contains("refs/heads/main");
  }
}
