package dev.bailey.warehouse.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/// Makes the driver's sockets along a [Line]. Public with this constructor because the driver makes
/// it by name.
public final class LineSockets extends SocketFactory {
  private final Line line;

  public LineSockets(Properties properties) {
    if (!(properties.get(Line.PROPERTY) instanceof Line given)) {
      throw new IllegalArgumentException("the properties hold no line");
    }
    this.line = given;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new LineSocket(line);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return connected();
  }

  private Socket connected() throws IOException {
    var socket = new LineSocket(line);
    socket.connect(line.address(), 0);
    return socket;
  }
}
