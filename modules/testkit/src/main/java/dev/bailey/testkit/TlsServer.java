package dev.bailey.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// OpenSSL's own server (`openssl s_server`) with a good or a bad certificate, behind a port that
/// first says what a protocol says before TLS. Keeps what it was told after the handshake.
public final class TlsServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path told;
  private final Path errors;
  private final Process server;
  private final int tlsPort;
  private final ServerSocket door;
  private final Opening opening;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /// What a protocol says in the clear before TLS.
  @FunctionalInterface
  public interface Opening {
    /// Reads and answers until the client begins with TLS.
    void greet(InputStream in, OutputStream out) throws IOException;

    /// This, and another after it.
    default Opening then(Opening other) {
      return (in, out) -> {
        greet(in, out);
        other.greet(in, out);
      };
    }

    /// No TLS at all: whatever comes, a line of text is the answer.
    static Opening babble() {
      return (in, out) -> {
        in.read();
        out.write("HTTP/1.0 400 what is this\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        throw new IOException("enough");
      };
    }

    /// TLS from the first byte.
    static Opening none() {
      return (_, _) -> {};
    }

    /// PostgreSQL: the client asks for TLS, and the server agrees.
    static Opening postgres() {
      return (in, out) -> {
        in.readNBytes(8);
        out.write('S');
        out.flush();
      };
    }

    /// LDAP: StartTLS is asked for, and granted (RFC 4511, 4.14).
    static Opening ldap() {
      return (in, out) -> {
        in.read();
        byte[] message = in.readNBytes(in.read());
        // SEQUENCE { the same message id, ExtendedResponse { success, "", "" } }
        byte[] id = {message[0], message[1], message[2]};
        out.write(new byte[] {0x30, 0x0c});
        out.write(id);
        out.write(new byte[] {0x78, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00});
        out.flush();
      };
    }
  }

  /// @param directory for what it writes
  /// @param certificate what it shows
  /// @param options further ones of `openssl s_server`
  public TlsServer(
      Path directory, TlsCertificates.Shown certificate, List<String> options, Opening opening) {
    this.opening = opening;
    this.told = file(directory, "told");
    this.errors = file(directory, "errors");
    try {
      this.tlsPort = GitOverSsh.freePort();
      var command =
          new ArrayList<>(
              List.of(
                  "openssl",
                  "s_server",
                  "-quiet",
                  "-accept",
                  "127.0.0.1:" + tlsPort,
                  "-cert",
                  certificate.certificate().toString(),
                  "-key",
                  certificate.key().toString()));
      command.addAll(options);
      this.server =
          new ProcessBuilder(command)
              .redirectOutput(told.toFile())
              .redirectError(errors.toFile())
              .start();
      GitOverSsh.awaitPort(tlsPort, server);
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("openssl s_server does not start:\n" + errors(), e);
    }
    workers.execute(this::serve);
  }

  private static Path file(Path directory, String name) {
    try {
      return Files.createTempFile(directory, name, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String errors() {
    return GitClient.read(errors);
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        workers.execute(() -> pass(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void pass(Socket client) {
    try (client;
        var tls = new Socket(InetAddress.getLoopbackAddress(), tlsPort)) {
      opening.greet(client.getInputStream(), client.getOutputStream());
      var back = workers.submit(() -> copy(tls, client));
      copy(client, tls);
      back.get();
    } catch (Exception e) {
      // Of this client; another may come.
    }
  }

  private static Void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One side went away.
    }
    return null;
  }

  /// Where it listens, on the loopback address.
  public int port() {
    return door.getLocalPort();
  }

  /// What it was told inside of TLS so far.
  public String told() {
    try {
      return new String(Files.readAllBytes(told), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What it was told, once that is something.
  public String awaitTold() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (told().isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("told nothing:\n" + errors());
      }
      Thread.onSpinWait();
    }
    return told();
  }

  @Override
  public void close() throws IOException {
    door.close();
    workers.shutdownNow();
    server.destroyForcibly();
  }
}
