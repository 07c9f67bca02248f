package dev.bailey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real rsyslog that takes messages over TLS for `localhost` and writes them to a file as they
/// are.
public final class Rsyslog implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
  private static final String CERTIFICATE =
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.pem -days 2"
          + " -subj /CN=localhost -addext subjectAltName=DNS:localhost";

  private final Path folder;
  private final int port;
  private final Process process;

  private Rsyslog(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /// Whether there is one on this machine, with GnuTLS.
  public static boolean isInstalled() {
    return Files.exists(PROGRAM)
        && Stream.of("x86_64", "aarch64")
            .map(machine -> "/usr/lib/" + machine + "-linux-gnu/rsyslog/lmnsd_gtls.so")
            .anyMatch(driver -> Files.exists(Path.of(driver)));
  }

  /// Starts one in an empty folder, on a free port.
  public static Rsyslog in(Path folder) throws IOException, InterruptedException {
    Process made = new ProcessBuilder(CERTIFICATE.split(" ")).directory(folder.toFile()).start();
    if (made.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
    int port = freePort();
    Files.writeString(folder.resolve("rsyslog.conf"), configuration(folder, port));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-n", "-f", "rsyslog.conf", "-i", folder + "/pid")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new Rsyslog(folder, port, process);
  }

  private static String configuration(Path folder, int port) {
    return """
    global(workDirectory="%1$s" maxMessageSize="64k" defaultNetstreamDriver="gtls"
      defaultNetstreamDriverCAFile="%1$s/server.pem"
      defaultNetstreamDriverCertFile="%1$s/server.pem"
      defaultNetstreamDriverKeyFile="%1$s/server.key")
    module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
    input(type="imtcp" port="%2$d" address="127.0.0.1")
    template(name="raw" type="string" string="%%rawmsg%%\\n")
    *.* action(type="omfile" file="%1$s/received" template="raw")
    """
        .formatted(folder, port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Where it listens, on `localhost`.
  public int port() {
    return port;
  }

  /// The certificate that it shows, and that is its own authority.
  public Path certificate() {
    return folder.resolve("server.pem");
  }

  /// What it has written so far.
  public List<String> received() {
    Path file = folder.resolve("received");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
