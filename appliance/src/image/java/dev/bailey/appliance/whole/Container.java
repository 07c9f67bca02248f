package dev.bailey.appliance.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The image, started with podman as an operator is told to: a root that cannot be written, no
/// temporary file system, no capabilities, one volume.
final class Container extends RunningBailey {
  private final Podman podman;
  private final String name;
  private final String image;
  private final Greeting greeting;
  private final Client client;

  private Container(Podman podman, String name, String image, Greeting greeting) {
    this.podman = podman;
    this.name = name;
    this.image = image;
    this.greeting = greeting;
    this.client = greeting.signIn(port());
  }

  static Container start(Path archive, String image) throws IOException {
    var podman = Podman.here();
    String name = "bailey-" + UUID.randomUUID();
    podman.run("load", "-q", "-i", archive.toString());
    podman.run(
        "run",
        "-d",
        "--name",
        name,
        "--read-only",
        "--read-only-tmpfs=false",
        "--cap-drop=all",
        "--security-opt=no-new-privileges",
        "--volume=" + name + ":/var/lib/bailey",
        "--publish=127.0.0.1::8443",
        image);
    return new Container(podman, name, image, greeting(podman, name));
  }

  /// Its log says when it is ready, and follows until then.
  private static Greeting greeting(Podman podman, String name) throws IOException {
    var log = podman.command("logs", "-f", name).start();
    try (var lines = log.inputReader(StandardCharsets.UTF_8)) {
      return Greeting.await(lines, true);
    } finally {
      log.destroy();
    }
  }

  @Override
  Client client() {
    return client;
  }

  @Override
  String certificatePem() {
    return greeting.certificatePem(port());
  }

  private int port() {
    return URI.create("tcp://" + podman.run("port", name, "8443").strip()).getPort();
  }

  /// A line of the process's status, as the kernel of this machine sees it.
  String status(String line) throws IOException {
    String process = podman.run("inspect", "--format", "{{.State.Pid}}", name).strip();
    return Files.readAllLines(Path.of("/proc", process, "status")).stream()
        .filter(each -> each.startsWith(line + ":"))
        .map(each -> each.substring(line.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /// Files in the container that are not the image's. podman itself makes those below /etc and /run.
  List<String> written() {
    return podman.run("diff", name)
        .lines()
        .filter(each -> !each.matches("[CA] /(etc|run)(/.*)?"))
        .toList();
  }

  @Override
  public void close() {
    client.close();
    podman.run("rm", "-f", "-v", name);
    podman.run("volume", "rm", "-f", name);
    podman.run("rmi", image);
    podman.close();
  }

  /// The podman of this machine, with settings that work without a running system around it.
  private record Podman(Path settings) {
    private static final String LIMITS =
        """
        [containers]
        default_ulimits = ["nofile=16384:16384", "nproc=16384:16384"]
        [engine]
        cgroup_manager = "cgroupfs"
        events_logger = "file"
        """;

    static Podman here() throws IOException {
      Path settings = Files.createTempFile("bailey", ".containers.conf");
      boolean runc = Files.isExecutable(Path.of("/usr/sbin/runc"));
      Files.writeString(settings, LIMITS + (runc ? "runtime = \"runc\"\n" : ""));
      return new Podman(settings);
    }

    ProcessBuilder command(String... words) {
      var command = new ArrayList<>(List.of("podman"));
      command.addAll(List.of(words));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("CONTAINERS_CONF", settings.toString());
      return builder;
    }

    String run(String... words) {
      try {
        var process = command(words).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new AssertionError("podman " + words[0] + ": " + output);
        }
        return output;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void close() {
      try {
        Files.delete(settings);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
