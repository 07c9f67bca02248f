package dev.bailey.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The system's OpenSSH server with a repository of its own, on a free port.
public final class GitOverSsh implements AutoCloseable {
  private final Path directory;
  private final GitClient client;
  private final int port;
  private final Process process;

  public GitOverSsh(Path directory, GitClient client, String authorizedKey) throws Exception {
    this.directory = directory;
    this.client = client;
    this.port = freePort();
    Files.createDirectories(Path.of("/run/sshd"));
    client.run(directory, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file("host"));
    client.run(directory, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", file("host2"));
    authorize(authorizedKey);
    GitClient.write(
        directory.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin yes
        """
            .formatted(port, file("host"), file("host2"), file("authorized_keys")));
    process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", file("sshd_config"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("sshd.log").toFile())
            .start();
    awaitPort(port, process);
  }

  /// Lets this key in and no other, from now on.
  public void authorize(String key) {
    GitClient.write(directory.resolve("authorized_keys"), key + "\n");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// A line of `known_hosts` for it.
  public String knownHost() {
    return "[127.0.0.1]:%d %s".formatted(port, hostKey("host"));
  }

  /// The URL of a bare repository on this machine.
  public String url(Path repository) {
    return "ssh://%s@127.0.0.1:%d%s".formatted(System.getProperty("user.name"), port, repository);
  }

  /// The host's key of a type, as in `known_hosts` without the host.
  public String hostKey(String file) {
    var words = GitClient.read(directory.resolve(file + ".pub")).split(" ");
    return words[0] + " " + words[1];
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void awaitPort(int port, Process process) throws Exception {
    for (int i = 0; i < 200; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("the server ended with " + process.exitValue(), e);
        }
      }
    }
    throw new AssertionError("nothing listens on port " + port);
  }

  /// Ends the server and those that it forked.
  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    client.run(directory, "true");
  }
}
