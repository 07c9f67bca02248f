package dev.bailey.warehouse.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// A socket to the one address of its [Line], encrypted before the driver says its first word,
/// whose incoming bytes are counted.
///
/// The driver believes that it talks in the clear. So TLS is the same for its queries and for its
/// cancel requests, and the driver's own idea of the session's time zone can be taken out of its
/// first message (see [StartupMessage]).
final class LineSocket extends Socket {
  private final Line line;
  private final Socket raw = new Socket();
  private @Nullable Socket secured;

  LineSocket(Line line) {
    this.line = line;
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    raw.connect(line.address(), timeout);
    raw.setOption(StandardSocketOptions.TCP_NODELAY, true);
    raw.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (line.keepalivesIdle() > 0
        && raw.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      raw.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, line.keepalivesIdle());
    }
    int before = raw.getSoTimeout();
    raw.setSoTimeout(timeout);
    secured = line.tls().upgrade(raw);
    raw.setSoTimeout(before);
  }

  private Socket inner() {
    Socket now = secured;
    return now == null ? raw : now;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(inner().getInputStream()) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        line.received(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        line.received(Math.max(read, 0));
        return read;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new StartupMessage.Editor(inner().getOutputStream());
  }

  @Override
  public void close() throws IOException {
    // Not through TLS, whose farewell may block on a peer that does not read.
    raw.close();
  }

  @Override
  public boolean isConnected() {
    return raw.isConnected();
  }

  @Override
  public boolean isClosed() {
    return raw.isClosed();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    raw.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return raw.getSoTimeout();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    raw.setTcpNoDelay(on);
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    // Always on, set in connect.
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    raw.setReceiveBufferSize(size);
  }

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    raw.setSendBufferSize(size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return raw.getSendBufferSize();
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return raw.getReceiveBufferSize();
  }
}
