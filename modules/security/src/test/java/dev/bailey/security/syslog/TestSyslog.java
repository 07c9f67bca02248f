package dev.bailey.security.syslog;

import dev.bailey.security.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A syslog server over TLS that keeps what it is told (RFC 5425: octet counting).
final class TestSyslog implements AutoCloseable {
  final List<String> messages = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final SSLSocketFactory tls;
  private final Manners manners;
  private final Thread thread;
  private int connections;

  /// How it behaves.
  enum Manners {
    GOOD,
    /// Breaks the first connection off after it has read all of it.
    BREAKS_THE_FIRST,
    /// Never ends its side.
    SILENT
  }

  TestSyslog(TestAuthority authority, TestAuthority.Kind certificate, Manners manners)
      throws Exception {
    this(authority, certificate, manners, 0);
  }

  TestSyslog(TestAuthority authority, TestAuthority.Kind certificate, Manners manners, int port)
      throws Exception {
    this.manners = manners;
    this.socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
    this.tls = authority.identity(certificate).createSSLContext().getSocketFactory();
    this.thread = Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept();
          var secure = (SSLSocket) tls.createSocket(client, "", client.getPort(), false)) {
        connections++;
        secure.setUseClientMode(false);
        read(secure.getInputStream());
        if (manners == Manners.SILENT) {
          Thread.sleep(60_000);
        }
        if (manners == Manners.BREAKS_THE_FIRST && connections == 1) {
          messages.clear();
          client.setSoLinger(true, 0);
          client.close(); // A reset, not even the end of TLS.
        }
      } catch (IOException e) {
        // Of this client; another comes.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void read(InputStream in) throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      int length = 0;
      for (; c != ' '; c = in.read()) {
        length = length * 10 + Character.digit(c, 10);
      }
      messages.add(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    thread.interrupt();
  }
}
